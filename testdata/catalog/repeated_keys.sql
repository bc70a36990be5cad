CREATE TABLE t (id int PRIMARY KEY UNIQUE, a int UNIQUE, UNIQUE (a), b int, UNIQUE (a, b), UNIQUE (b, a));
CREATE TABLE e (r int4range, EXCLUDE USING gist (r WITH &&), CONSTRAINT e_named EXCLUDE USING gist (r WITH =) WHERE (r IS NOT NULL));

-- expected:
-- column e.r: int4range
-- column t.a: int4
-- column t.b: int4
-- column t.id: int4, not null
-- constraint e.e_named: exclude using gist (r with =)
-- constraint e.e_r_excl: exclude using gist (r with &&)
-- constraint t.t_a_b_key: unique (a, b)
-- constraint t.t_a_key: unique (a)
-- constraint t.t_b_a_key: unique (b, a)
-- constraint t.t_pkey: primary key (id)
-- index e_named: on e using gist (r), where r IS NOT NULL
-- index e_r_excl: on e using gist (r)
-- index t_a_b_key: unique, on t using btree (a, b)
-- index t_a_key: unique, on t using btree (a)
-- index t_b_a_key: unique, on t using btree (b, a)
-- index t_pkey: unique, on t using btree (id)
-- table e: (r)
-- table t: (id, a, b)
