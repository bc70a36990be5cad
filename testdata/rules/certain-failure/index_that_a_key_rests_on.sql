-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, email text);
CREATE UNIQUE INDEX foo_email ON foo (email);
CREATE TABLE bar (id int PRIMARY KEY, foo_email text REFERENCES foo (email));
CREATE INDEX ON bar (foo_email);
-- migration: 2_drop.sql
DROP INDEX CONCURRENTLY foo_email; -- want certain-failure: cannot drop index foo_email because other objects depend on it
