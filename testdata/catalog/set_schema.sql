CREATE SCHEMA archive;
CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE);
CREATE INDEX t_extra ON t (a, id);
CREATE TYPE mood AS ENUM ('sad', 'happy');
ALTER TABLE t ADD COLUMN m mood;
CREATE VIEW v AS SELECT id, m FROM t;
ALTER TABLE t SET SCHEMA archive;
ALTER TYPE mood SET SCHEMA archive;
ALTER SCHEMA archive RENAME TO attic;
CREATE TABLE t (id serial PRIMARY KEY);

-- expected:
-- column attic.t.a: int4
-- column attic.t.id: int4, not null, default nextval('t_id_seq')
-- column attic.t.m: attic.mood
-- column t.id: int4, not null, default nextval('t_id_seq')
-- column v.id: int4
-- column v.m: attic.mood
-- constraint attic.t.t_a_key: unique (a)
-- constraint attic.t.t_pkey: primary key (id)
-- constraint t.t_pkey: primary key (id)
-- enum attic.mood: values ('sad', 'happy')
-- index attic.t_a_key: unique, on attic.t using btree (a)
-- index attic.t_extra: on attic.t using btree (a, id)
-- index attic.t_pkey: unique, on attic.t using btree (id)
-- index t_pkey: unique, on t using btree (id)
-- schema attic
-- sequence attic.t_id_seq: int4, owned by attic.t.id
-- sequence t_id_seq: int4, owned by t.id
-- table attic.t: (id, a, m)
-- table t: (id)
-- view v: (id, m), reads attic.t
