-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_move.sql
INSERT INTO archive.orders SELECT * FROM orders;
DELETE FROM orders;
