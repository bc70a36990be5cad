-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD COLUMN shop_id bigint NOT NULL;
-- migration: 2_more.sql
ALTER TABLE orders ADD COLUMN comment text;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS shop_id bigint NOT NULL;
