CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE f (t_id int REFERENCES t);
CREATE TABLE w (id int);
CREATE VIEW v AS SELECT id FROM w;
DROP TABLE t;
DROP TABLE w;
DROP INDEX t_pkey;
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a_id int REFERENCES a);
DROP TABLE a, b;

-- expected:
-- column f.t_id: int4
-- column t.id: int4, not null
-- column v.id: int4
-- column w.id: int4
-- constraint f.f_t_id_fkey: foreign key (t_id) references t (id)
-- constraint t.t_pkey: primary key (id)
-- index t_pkey: unique, on t using btree (id)
-- table f: (t_id)
-- table t: (id)
-- table w: (id)
-- view v: (id), reads w
