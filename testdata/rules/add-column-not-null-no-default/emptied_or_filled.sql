-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE DOMAIN currency AS text DEFAULT 'EUR';
-- migration: 2_truncate.sql
TRUNCATE orders;
ALTER TABLE orders ADD COLUMN shop_id bigint NOT NULL;
-- migration: 3_more.sql
ALTER TABLE orders ADD COLUMN paid boolean NOT NULL DEFAULT false;
ALTER TABLE orders ADD COLUMN currency currency NOT NULL;
ALTER TABLE orders ADD COLUMN number bigserial NOT NULL;
ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (user_id * 2) STORED NOT NULL;
