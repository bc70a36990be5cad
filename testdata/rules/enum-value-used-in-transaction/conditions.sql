-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state state, note text);
-- migration: 2_check.sql
BEGIN;
ALTER TYPE state ADD VALUE 'closed';
ALTER TYPE state ADD VALUE 'lost';
ALTER TABLE orders ADD CONSTRAINT noted CHECK (state <> 'closed' OR note IS NOT NULL) NOT VALID; -- want enum-value-used-in-transaction: "closed"
CREATE VIEW lost AS SELECT id FROM orders WHERE state = 'lost'::state; -- want enum-value-used-in-transaction: "lost"
COMMIT;
