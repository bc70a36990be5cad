-- What an index or a check compares the column with keeps the old type, and so does the other side of a foreign key.
-- migration: 1_orders.sql
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, state text, kind text CHECK (kind IN ('a', 'b')));
CREATE INDEX orders_open ON orders (id) WHERE state = 'open';
CREATE TABLE users (id text PRIMARY KEY);
CREATE TABLE posts (user_id text REFERENCES users (id));
-- migration: 2_state.sql
ALTER TABLE orders ALTER COLUMN state TYPE state USING state::state; -- want certain-failure: help: drop `orders_open` first
-- migration: 3_kind.sql
ALTER TABLE orders ALTER COLUMN kind TYPE uuid USING kind::uuid; -- want certain-failure: fails: operator does not exist: uuid = text
-- migration: 4_users.sql
ALTER TABLE users ALTER COLUMN id TYPE uuid USING id::uuid; -- want certain-failure: help: ALTER TABLE posts DROP CONSTRAINT posts_user_id_fkey;
