-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text DEFAULT 'new');
-- migration: 2_state.sql
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'draft';
