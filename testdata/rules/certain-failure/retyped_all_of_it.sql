-- migration: 1_orders.sql
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, state text, kind varchar(20) CHECK (kind IN ('a', 'b')));
CREATE INDEX orders_open ON orders (id) WHERE state = 'open';
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE posts (user_id integer REFERENCES users (id));
CREATE TABLE parts (n integer CHECK (n > 1.5), code char(4), a text, b text);
CREATE INDEX parts_code ON parts (lower(code));
CREATE INDEX parts_a ON parts (b) WHERE a = 'x';
-- migration: 5_parts.sql
ALTER TABLE parts ALTER COLUMN n TYPE text;
ALTER TABLE parts ALTER COLUMN code TYPE integer USING code::integer;
ALTER TABLE parts DROP COLUMN b, ALTER COLUMN a TYPE uuid USING a::uuid;
-- migration: 2_state.sql
DROP INDEX orders_open;
ALTER TABLE orders ALTER COLUMN state TYPE state USING state::state;
CREATE INDEX orders_open ON orders (id) WHERE state = 'open';
-- migration: 3_kind.sql
ALTER TABLE orders ALTER COLUMN kind TYPE state USING kind::state;
-- migration: 4_users.sql
ALTER TABLE users ALTER COLUMN id TYPE bigint;
