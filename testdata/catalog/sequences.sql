CREATE SEQUENCE plain;
CREATE SEQUENCE small AS smallint;
CREATE TABLE t (id int DEFAULT nextval('plain'), b int);
ALTER SEQUENCE small OWNED BY t.b;
ALTER SEQUENCE plain AS int;
CREATE SEQUENCE loose;
CREATE TABLE s (id serial, k int DEFAULT nextval('loose'));
DROP SEQUENCE s_id_seq;
DROP SEQUENCE s_id_seq CASCADE;
DROP SEQUENCE loose CASCADE;
ALTER TABLE t DROP COLUMN b;

-- expected:
-- column s.id: int4, not null
-- column s.k: int4
-- column t.id: int4, default nextval('plain')
-- sequence plain: int4
-- table s: (id, k)
-- table t: (id)
