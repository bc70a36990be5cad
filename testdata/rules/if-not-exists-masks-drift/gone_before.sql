-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE unknown ADD COLUMN a int;
-- migration: 2_again.sql
DROP TABLE orders;
CREATE TABLE IF NOT EXISTS orders (uid uuid PRIMARY KEY);
CREATE TABLE IF NOT EXISTS unknown (b text);
