CREATE TABLE t (id int PRIMARY KEY UNIQUE, a int UNIQUE, UNIQUE (a), b int, UNIQUE (a, b), UNIQUE (b, a));
CREATE TABLE e (r int4range, EXCLUDE USING gist (r WITH &&), CONSTRAINT e_named EXCLUDE USING gist (r WITH =) WHERE (r IS NOT NULL));
CREATE TABLE m (id int PRIMARY KEY, a int UNIQUE, CONSTRAINT m_uq UNIQUE (id), CONSTRAINT m_a UNIQUE (a), CONSTRAINT m_b UNIQUE (a));
CREATE TABLE n (id int CONSTRAINT n_pk PRIMARY KEY CONSTRAINT n_uq UNIQUE, a int UNIQUE DEFERRABLE, CONSTRAINT n_a UNIQUE (a));
CREATE TABLE o (a int, b int, UNIQUE (a) INCLUDE (b), CONSTRAINT o_u UNIQUE (a), CONSTRAINT o_i UNIQUE (a) INCLUDE (b));
ALTER TABLE o ADD COLUMN c int PRIMARY KEY CONSTRAINT o_c UNIQUE, ADD UNIQUE (c);
CREATE TABLE x (a int, EXCLUDE USING btree (a WITH =), CONSTRAINT x_e EXCLUDE USING btree (a WITH =), CONSTRAINT x_u UNIQUE (a));
CREATE TABLE y (a int PRIMARY KEY, CONSTRAINT y_u UNIQUE (a)) PARTITION BY RANGE (a);
CREATE TABLE y1 PARTITION OF y FOR VALUES FROM (1) TO (2);

-- expected:
-- column e.r: int4range
-- column m.a: int4
-- column m.id: int4, not null
-- column n.a: int4
-- column n.id: int4, not null
-- column o.a: int4
-- column o.b: int4
-- column o.c: int4, not null
-- column t.a: int4
-- column t.b: int4
-- column t.id: int4, not null
-- column x.a: int4
-- column y.a: int4, not null
-- column y1.a: int4, not null, inherited
-- constraint e.e_named: exclude using gist (r with =)
-- constraint e.e_r_excl: exclude using gist (r with &&)
-- constraint m.m_a: unique (a)
-- constraint m.m_uq: primary key (id)
-- constraint n.n_a: unique (a)
-- constraint n.n_a_key: unique (a), deferrable
-- constraint n.n_pk: primary key (id)
-- constraint o.o_c: primary key (c)
-- constraint o.o_c_key: unique (c)
-- constraint o.o_i: unique (a)
-- constraint o.o_u: unique (a)
-- constraint t.t_a_b_key: unique (a, b)
-- constraint t.t_a_key: unique (a)
-- constraint t.t_b_a_key: unique (b, a)
-- constraint t.t_pkey: primary key (id)
-- constraint x.x_e: exclude using btree (a with =)
-- constraint x.x_u: unique (a)
-- constraint y.y_u: primary key (a)
-- constraint y1.y1_pkey: primary key (a), inherited
-- index e_named: on e using gist (r), where r IS NOT NULL
-- index e_r_excl: on e using gist (r)
-- index m_a: unique, on m using btree (a)
-- index m_uq: unique, on m using btree (id)
-- index n_a: unique, on n using btree (a)
-- index n_a_key: unique, on n using btree (a)
-- index n_pk: unique, on n using btree (id)
-- index o_c: unique, on o using btree (c)
-- index o_c_key: unique, on o using btree (c)
-- index o_i: unique, on o using btree (a), include (b)
-- index o_u: unique, on o using btree (a)
-- index t_a_b_key: unique, on t using btree (a, b)
-- index t_a_key: unique, on t using btree (a)
-- index t_b_a_key: unique, on t using btree (b, a)
-- index t_pkey: unique, on t using btree (id)
-- index x_e: on x using btree (a)
-- index x_u: unique, on x using btree (a)
-- index y1_pkey: unique, on y1 using btree (a), part of y_u
-- index y_u: unique, on y using btree (a)
-- partitioned table y: (a), partition by range (a)
-- table e: (r)
-- table m: (id, a)
-- table n: (id, a)
-- table o: (a, b, c)
-- table t: (id, a, b)
-- table x: (a)
-- table y1: (a), partition of y, for from (1) to (2)
