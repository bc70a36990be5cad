-- config: layout = "golang-migrate"
-- What is gone at the end of the session needs no way back.
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_states.up.sql
BEGIN;
CREATE TEMPORARY TABLE pending (id bigint NOT NULL) ON COMMIT DROP;
CREATE INDEX ON pending (id);
INSERT INTO pending SELECT id FROM orders WHERE state IS NULL;
UPDATE orders SET state = 'open' FROM pending WHERE orders.id = pending.id;
DROP TABLE IF EXISTS pending;
COMMIT;
-- migration: 2_states.down.sql
-- Rows have changed, and no table.
