-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_verb.sql
${verb} TABLE orders ADD COLUMN note text; -- want opaque-dynamic-sql: what this line includes is not seen here
ALTER TABLE orders ADD COLUMN number interger;
