-- A check that comes to NULL is passed, and a length cuts a text off.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text DEFAULT 'new', kind text DEFAULT 'x');
-- migration: 2_checks.sql
ALTER TABLE orders ADD CONSTRAINT orders_state CHECK (state::varchar(2) = 'ne') NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_kind CHECK (kind IN ('a', 'b', NULL)) NOT VALID; -- want null-comparison
