-- Types that change their names below are in use until the old column is gone.
-- migration: 001_init.sql
CREATE TYPE state AS ENUM ('new', 'old', 'gone');
CREATE TABLE orders (id bigint PRIMARY KEY, state state, other state);
-- migration: 002_fewer.sql
CREATE TYPE state_new AS ENUM ('new', 'old');
ALTER TABLE orders ALTER COLUMN state TYPE state_new USING (state::text::state_new); -- want alter-column-type-rewrite: help: -- both columns use their types: rename and drop those in the migration that drops `state_old`
ALTER TYPE state RENAME TO state_old;
ALTER TYPE state_new RENAME TO state;
