-- config: layout = "sqlx"
-- migration: main:1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_orders.sql
-- A comment counts, since sqlx hashes the file. -- want edited-migration: since the checksum differs
CREATE TABLE orders (id bigint PRIMARY KEY);
