CREATE TABLE t (id int PRIMARY KEY);
CREATE TABLE f (id int REFERENCES t);
CREATE TABLE g (id int);
CREATE TABLE h (id int);
INSERT INTO t VALUES (1);
INSERT INTO f SELECT id FROM t;
WITH moved AS (INSERT INTO g VALUES (1) RETURNING id) SELECT * FROM moved;
INSERT INTO h DEFAULT VALUES;
TRUNCATE t CASCADE;

-- expected:
-- column f.id: int4
-- column g.id: int4
-- column h.id: int4
-- column t.id: int4, not null
-- constraint f.f_id_fkey: foreign key (id) references t (id)
-- constraint t.t_pkey: primary key (id)
-- index t_pkey: unique, on t using btree (id)
-- table f: (id)
-- table g: (id), filled
-- table h: (id), filled
-- table t: (id)
