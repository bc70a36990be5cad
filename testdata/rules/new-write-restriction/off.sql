-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_check.sql
ALTER TABLE orders ADD CONSTRAINT state_known CHECK (state <> '') NOT VALID;
