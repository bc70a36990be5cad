-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- migration: 2_default.sql
ALTER TABLE orders ADD COLUMN secret uuid;
ALTER TABLE orders ALTER COLUMN secret SET DEFAULT gen_random_uuid();
