CREATE TABLE r (id int PRIMARY KEY, code text);
CREATE TABLE t (id int NOT NULL, r_id int, a int);
ALTER TABLE t ADD CONSTRAINT t_r FOREIGN KEY (r_id) REFERENCES r NOT VALID;
ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE t VALIDATE CONSTRAINT t_r;
CREATE UNIQUE INDEX t_new ON t (id);
ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX t_new;
CREATE UNIQUE INDEX t_a_u ON t (a);
ALTER TABLE t ADD UNIQUE USING INDEX t_a_u;
ALTER TABLE t ALTER CONSTRAINT t_r DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE r ADD UNIQUE (code), ADD CONSTRAINT r_code_len CHECK (length(code) > 2);
ALTER TABLE r DROP CONSTRAINT r_code_len;
ALTER TABLE t DROP CONSTRAINT t_a_u;
ALTER TABLE r DROP CONSTRAINT r_pkey;

-- expected:
-- column r.code: text
-- column r.id: int4, not null
-- column t.a: int4
-- column t.id: int4, not null
-- column t.r_id: int4
-- constraint r.r_code_key: unique (code)
-- constraint r.r_pkey: primary key (id)
-- constraint t.positive: check (a > 0), not valid
-- constraint t.t_a_fkey: foreign key (a) references r (id), on delete set null, on update cascade, deferrable, initially deferred
-- constraint t.t_pk: primary key (id)
-- constraint t.t_r: foreign key (r_id) references r (id), deferrable, initially deferred
-- index r_code_key: unique, on r using btree (code)
-- index r_pkey: unique, on r using btree (id)
-- index t_pk: unique, on t using btree (id)
-- table r: (id, code)
-- table t: (id, r_id, a)
