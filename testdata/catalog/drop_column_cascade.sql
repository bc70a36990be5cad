CREATE TABLE t (id serial PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE f (t_id int REFERENCES t);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW vv AS SELECT id FROM v;
CREATE VIEW keeps AS SELECT g FROM t;
ALTER TABLE t DROP COLUMN id CASCADE;
ALTER TABLE t DROP COLUMN a CASCADE;

-- expected:
-- column f.t_id: int4
-- table f: (t_id)
-- table t: ()
