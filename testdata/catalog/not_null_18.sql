-- version: 18
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int CONSTRAINT b_set NOT NULL, c int);
ALTER TABLE t ALTER c SET NOT NULL;
ALTER TABLE t ALTER a DROP NOT NULL;
ALTER TABLE t ADD COLUMN d int;
ALTER TABLE t ADD CONSTRAINT d_set NOT NULL d NOT VALID;
ALTER TABLE t ADD COLUMN e int;
ALTER TABLE t ADD CONSTRAINT e_set NOT NULL e NOT VALID;
ALTER TABLE t VALIDATE CONSTRAINT e_set;
ALTER TABLE t DROP CONSTRAINT b_set;
CREATE TABLE child (x int) INHERITS (t);
CREATE TABLE copy (LIKE t);
ALTER TABLE t ADD CONSTRAINT lax CHECK (a > 0) NOT ENFORCED;

-- expected:
-- column child.a: int4, inherited
-- column child.b: int4, inherited
-- column child.c: int4, not null, inherited
-- column child.d: int4, inherited
-- column child.e: int4, not null, inherited
-- column child.id: int4, not null, inherited
-- column child.x: int4
-- column copy.a: int4
-- column copy.b: int4
-- column copy.c: int4, not null
-- column copy.d: int4
-- column copy.e: int4, not null
-- column copy.id: int4, not null
-- column t.a: int4
-- column t.b: int4
-- column t.c: int4, not null
-- column t.d: int4
-- column t.e: int4, not null
-- column t.id: int4, not null
-- constraint child.d_set: not null d, not valid, inherited
-- constraint child.e_set: not null e, inherited
-- constraint child.lax: check (a > 0), not enforced, inherited
-- constraint child.t_c_not_null: not null c, inherited
-- constraint child.t_id_not_null: not null id, inherited
-- constraint copy.d_set: not null d, not valid
-- constraint copy.e_set: not null e
-- constraint copy.t_c_not_null: not null c
-- constraint copy.t_id_not_null: not null id
-- constraint t.d_set: not null d, not valid
-- constraint t.e_set: not null e
-- constraint t.lax: check (a > 0), not enforced
-- constraint t.t_c_not_null: not null c
-- constraint t.t_id_not_null: not null id
-- constraint t.t_pkey: primary key (id)
-- index t_pkey: unique, on t using btree (id)
-- table child: (id, a, b, c, d, e, x), inherits t
-- table copy: (id, a, b, c, d, e)
-- table t: (id, a, b, c, d, e)
