CREATE TABLE t (id serial PRIMARY KEY, a int, b int, c int, d serial, CHECK (a > b), UNIQUE (b, c), CONSTRAINT only_c CHECK (c > 0));
CREATE INDEX t_a ON t (a);
CREATE INDEX t_c_where_a ON t (c) WHERE a > 0;
CREATE INDEX t_c_include_b ON t (c) INCLUDE (b);
CREATE INDEX t_c_expr_a ON t ((a + c));
CREATE STATISTICS t_stat ON a, c FROM t;
CREATE TABLE f (t_id int REFERENCES t);
ALTER TABLE t DROP COLUMN a, DROP COLUMN d;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN id;

-- expected:
-- column f.t_id: int4
-- column t.c: int4
-- column t.id: int4, not null, default nextval('t_id_seq')
-- constraint f.f_t_id_fkey: foreign key (t_id) references t (id)
-- constraint t.only_c: check (c > 0)
-- constraint t.t_pkey: primary key (id)
-- index t_pkey: unique, on t using btree (id)
-- sequence t_id_seq: int4, owned by t.id
-- table f: (t_id)
-- table t: (id, c)
