-- migration: 1_orders.sql
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, state text, kind varchar(20) CHECK (kind IN ('a', 'b')));
CREATE INDEX orders_open ON orders (id) WHERE state = 'open';
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE posts (user_id integer REFERENCES users (id));
-- migration: 2_state.sql
DROP INDEX orders_open;
ALTER TABLE orders ALTER COLUMN state TYPE state USING state::state;
CREATE INDEX orders_open ON orders (id) WHERE state = 'open';
-- migration: 3_kind.sql
ALTER TABLE orders ALTER COLUMN kind TYPE state USING kind::state;
-- migration: 4_users.sql
ALTER TABLE users ALTER COLUMN id TYPE bigint;
