-- migration: 1_shop.up.sql
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, email text NOT NULL, state state NOT NULL, note text NOT NULL DEFAULT '');
CREATE MATERIALIZED VIEW totals AS SELECT state, count(*) FROM orders GROUP BY state WITH NO DATA;
CREATE MATERIALIZED VIEW emails AS SELECT email FROM orders WITH NO DATA;
CREATE UNIQUE INDEX totals_state_idx ON totals (state);
REFRESH MATERIALIZED VIEW totals;
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_shop.up.sql
DROP MATERIALIZED VIEW totals, emails;
ALTER TABLE orders DROP COLUMN email, DROP COLUMN note;
ALTER TYPE state ADD VALUE 'paid';
ALTER TYPE state ADD VALUE 'sent';
ALTER TYPE state ADD VALUE 'lost';
