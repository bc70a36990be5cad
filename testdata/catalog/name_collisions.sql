CREATE TABLE a (b_c int CHECK (b_c > 0), UNIQUE (b_c));
CREATE TABLE a_b (c int CHECK (c > 0), UNIQUE (c));
CREATE INDEX ON a (b_c);
CREATE INDEX ON a (b_c);
CREATE INDEX ON a_b (c);
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE f (p_id int REFERENCES p, q_id int);
ALTER TABLE f ADD FOREIGN KEY (p_id) REFERENCES p;
ALTER TABLE f ADD CHECK (q_id > 0);
ALTER TABLE f ADD CHECK (q_id > 1);
CREATE SEQUENCE s_id_seq;
CREATE TABLE s (id serial);

-- expected:
-- column a.b_c: int4
-- column a_b.c: int4
-- column f.p_id: int4
-- column f.q_id: int4
-- column p.id: int4, not null
-- column s.id: int4, not null, default nextval('s_id_seq1')
-- constraint a.a_b_c_check: check (b_c > 0)
-- constraint a.a_b_c_key: unique (b_c)
-- constraint a_b.a_b_c_check1: check (c > 0)
-- constraint a_b.a_b_c_key1: unique (c)
-- constraint f.f_p_id_fkey: foreign key (p_id) references p (id)
-- constraint f.f_p_id_fkey1: foreign key (p_id) references p (id)
-- constraint f.f_q_id_check: check (q_id > 0)
-- constraint f.f_q_id_check1: check (q_id > 1)
-- constraint p.p_pkey: primary key (id)
-- index a_b_c_idx: on a using btree (b_c)
-- index a_b_c_idx1: on a using btree (b_c)
-- index a_b_c_idx2: on a_b using btree (c)
-- index a_b_c_key: unique, on a using btree (b_c)
-- index a_b_c_key1: unique, on a_b using btree (c)
-- index p_pkey: unique, on p using btree (id)
-- sequence s_id_seq: int8
-- sequence s_id_seq1: int4, owned by s.id
-- table a: (b_c)
-- table a_b: (c)
-- table f: (p_id, q_id)
-- table p: (id)
-- table s: (id)
