CREATE TABLE t (id serial PRIMARY KEY, a int CHECK (a > 0), b int);
CREATE INDEX t_a ON t (a) WHERE a > 1;
CREATE INDEX t_lower ON t ((a + b));
CREATE TABLE f (t_id int REFERENCES t (id));
CREATE POLICY p ON t USING (a > 0 AND EXISTS (SELECT 1 FROM f WHERE f.t_id = t.a));
ALTER TABLE t RENAME COLUMN a TO alpha;
ALTER TABLE t RENAME COLUMN id TO key;
ALTER TABLE t RENAME TO tee;
ALTER TABLE tee RENAME CONSTRAINT t_pkey TO tee_pkey;
ALTER INDEX t_a RENAME TO tee_alpha;
ALTER TABLE t_lower RENAME TO tee_expr;
ALTER TABLE f RENAME CONSTRAINT f_t_id_fkey TO f_tee;
ALTER INDEX tee_pkey RENAME TO tee_primary;
ALTER SEQUENCE t_id_seq RENAME TO tee_seq;
ALTER POLICY p ON tee RENAME TO p2;
CREATE TABLE t (id serial PRIMARY KEY);

-- expected:
-- column f.t_id: int4
-- column t.id: int4, not null, default nextval('t_id_seq')
-- column tee.alpha: int4
-- column tee.b: int4
-- column tee.key: int4, not null, default nextval('tee_seq')
-- constraint f.f_tee: foreign key (t_id) references tee (key)
-- constraint t.t_pkey: primary key (id)
-- constraint tee.t_a_check: check (alpha > 0)
-- constraint tee.tee_primary: primary key (key)
-- index t_pkey: unique, on t using btree (id)
-- index tee_alpha: on tee using btree (alpha), where alpha > 1
-- index tee_expr: on tee using btree ((alpha + b))
-- index tee_primary: unique, on tee using btree (key)
-- policy tee.p2: for all, to public, using ((alpha > 0) AND exists((SELECT 1 FROM f WHERE f.t_id = t.alpha)))
-- sequence t_id_seq: int4, owned by t.id
-- sequence tee_seq: int4, owned by tee.key
-- table f: (t_id)
-- table t: (id)
-- table tee: (key, alpha, b)
