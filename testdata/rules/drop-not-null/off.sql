-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL);
-- migration: 2_state.sql
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;
