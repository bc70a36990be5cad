-- migration: 1_users.sql
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE users (id bigint PRIMARY KEY, s st, n int);
CREATE FUNCTION f(x st) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_types.sql
ALTER TABLE users ALTER COLUMN id TYPE uuid USING id::uuid; -- want certain-failure: cannot cast type bigint to uuid
ALTER TABLE users ALTER COLUMN s TYPE other USING s::other; -- want certain-failure: cannot cast type st to other
ALTER TABLE users ALTER COLUMN n TYPE uuid USING n; -- want certain-failure: result of USING clause for column "n" cannot be cast automatically to type uuid
-- migration: 3_swap.sql
ALTER TYPE st RENAME TO st_old;
CREATE TYPE st AS ENUM ('a', 'b');
ALTER TABLE users ALTER COLUMN s TYPE st USING s::text::st; -- want alter-column-type-rewrite
DROP TYPE st_old; -- want certain-failure: cannot drop type st_old because other objects depend on it
