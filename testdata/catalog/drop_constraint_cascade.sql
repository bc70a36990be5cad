CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (r_id int REFERENCES r);
ALTER TABLE r DROP CONSTRAINT r_pkey CASCADE;

-- expected:
-- column r.id: int4, not null
-- column t.r_id: int4
-- table r: (id)
-- table t: (r_id)
