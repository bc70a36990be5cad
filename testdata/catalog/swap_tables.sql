CREATE TABLE t (id serial PRIMARY KEY, a int);
CREATE TABLE f (t_id int REFERENCES t);
CREATE TABLE t_new (id bigserial PRIMARY KEY, a int);
ALTER TABLE f DROP CONSTRAINT f_t_id_fkey;
BEGIN;
ALTER TABLE t RENAME TO t_old;
ALTER TABLE t_new RENAME TO t;
COMMIT;
ALTER TABLE f ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID;
DROP TABLE t_old;

-- expected:
-- column f.t_id: int4
-- column t.a: int4
-- column t.id: int8, not null, default nextval('t_new_id_seq')
-- constraint f.f_t_id_fkey: foreign key (t_id) references t (id), not valid
-- constraint t.t_new_pkey: primary key (id)
-- index t_new_pkey: unique, on t using btree (id)
-- sequence t_new_id_seq: int8, owned by t.id
-- table f: (t_id)
-- table t: (id, a)
