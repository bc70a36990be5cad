-- migration: 1_states.sql
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TYPE new_state AS ENUM ('a', 'b');
CREATE TABLE fresh (id bigint PRIMARY KEY);
-- migration: 2_dropped.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state state DEFAULT 'a', plain state);
ALTER TABLE orders ALTER state DROP DEFAULT, ALTER state TYPE new_state USING state::text::new_state;
ALTER TABLE orders ALTER state SET DEFAULT 'a';
ALTER TABLE orders ALTER plain TYPE new_state USING plain::text::new_state;
ALTER TABLE orders ALTER plain TYPE text;
-- migration: 3_default_first.sql
CREATE TABLE notes (id bigint PRIMARY KEY, state text DEFAULT 'a');
ALTER TABLE notes ALTER state SET DEFAULT 'a'::state;
ALTER TABLE notes ALTER state TYPE state USING state::state;
-- migration: 4_cast.sql
CREATE CAST (text AS state) WITH INOUT AS ASSIGNMENT;
CREATE TABLE words (id bigint PRIMARY KEY, word text);
ALTER TABLE words ALTER word TYPE state;
