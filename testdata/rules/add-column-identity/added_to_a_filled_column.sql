-- migration: 1_orders.sql
CREATE TABLE orders (code text, number bigint NOT NULL);
-- migration: 2_identity.sql
ALTER TABLE orders ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY;
