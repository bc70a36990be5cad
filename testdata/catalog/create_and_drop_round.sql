CREATE TABLE a (id serial PRIMARY KEY, CONSTRAINT c CHECK (id > 0));
CREATE INDEX a_i ON a (id);
DROP TABLE a;
CREATE TABLE a (id serial PRIMARY KEY, CONSTRAINT c CHECK (id > 0));
ALTER TABLE a RENAME TO b;
CREATE TABLE a (id serial PRIMARY KEY, CONSTRAINT c CHECK (id > 0));
ALTER TABLE b RENAME CONSTRAINT a_pkey TO b_pkey;
DROP TABLE b;
CREATE TABLE b (LIKE a INCLUDING ALL);

-- expected:
-- column a.id: int4, not null, default nextval('a_id_seq1')
-- column b.id: int4, not null, default nextval('a_id_seq1')
-- constraint a.a_pkey1: primary key (id)
-- constraint a.c: check (id > 0)
-- constraint b.b_pkey: primary key (id)
-- constraint b.c: check (id > 0)
-- index a_pkey1: unique, on a using btree (id)
-- index b_pkey: unique, on b using btree (id)
-- sequence a_id_seq1: int4, owned by a.id
-- table a: (id)
-- table b: (id)
