-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
ALTER TABLE orders RENAME COLUMN note TO remark;
-- migration: 2_add.sql
ALTER TABLE orders ADD COLUMN stat text;
ALTER TABLE orders RENAME COLUMN stat TO state;
CREATE TYPE point2 AS (x int, y int);
-- migration: 3_attribute.sql
ALTER TYPE point2 RENAME ATTRIBUTE x TO z;
