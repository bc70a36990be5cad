-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, email text, n int);
CREATE TABLE bar (id int PRIMARY KEY, n int);
CREATE TABLE baz (id int PRIMARY KEY, n int);
CREATE PUBLICATION p FOR TABLE bar;
-- migration: 2_filter.sql
ALTER PUBLICATION p SET TABLE bar, foo WHERE (n > 0), baz; -- want published-without-replica-identity: every UPDATE and DELETE of `foo` fails from here on: it is published in part, and its WHERE asks for `n`
CREATE PUBLICATION q FOR TABLE foo (email, n), bar (id, n), baz WHERE (id > 0); -- want published-without-replica-identity: every UPDATE and DELETE of `foo` fails from here on: it is published in part, and its columns leave out `id`
CREATE PUBLICATION r FOR TABLE foo (email) WITH (publish = 'insert');
CREATE PUBLICATION s FOR TABLE foo (email);
DROP PUBLICATION s;
