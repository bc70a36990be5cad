CREATE TABLE r (pk int PRIMARY KEY, id int);
CREATE UNIQUE INDEX r_id ON r (id);
CREATE TABLE t (r_id int REFERENCES r (id), r_pk int REFERENCES r);
CREATE TABLE kept (r_id int);
CREATE UNIQUE INDEX kept_id ON kept (r_id);
CREATE UNIQUE INDEX kept_second ON kept (r_id);
CREATE TABLE u (r_id int REFERENCES kept (r_id));
DROP INDEX r_id CASCADE;
DROP INDEX kept_second;
DROP INDEX kept_id;

-- expected:
-- column kept.r_id: int4
-- column r.id: int4
-- column r.pk: int4, not null
-- column t.r_id: int4
-- column t.r_pk: int4
-- column u.r_id: int4
-- constraint r.r_pkey: primary key (pk)
-- constraint t.t_r_pk_fkey: foreign key (r_pk) references r (pk)
-- constraint u.u_r_id_fkey: foreign key (r_id) references kept (r_id)
-- index kept_id: unique, on kept using btree (r_id)
-- index r_pkey: unique, on r using btree (pk)
-- table kept: (r_id)
-- table r: (pk, id)
-- table t: (r_id, r_pk)
-- table u: (r_id)
