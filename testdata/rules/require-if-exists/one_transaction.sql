-- config: layout = "sqlx"
-- migration: 1_shop.sql
DROP INDEX orders_a;
DROP INDEX orders_b;
