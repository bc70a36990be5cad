CREATE TABLE t (id bigint PRIMARY KEY);
-- case: a view and a foreign key go as well
CREATE VIEW v AS SELECT id FROM t; CREATE VIEW w AS SELECT id FROM v;
CREATE TABLE c (t_id bigint CONSTRAINT c_t REFERENCES t);
-- migration
DROP TABLE t CASCADE; -- want drop-cascade confirmed: CASCADE reaches view v, view w, foreign key c_t of c
-- case: nothing else
-- migration
DROP TABLE t CASCADE; -- want drop-cascade refuted: CASCADE reaches nothing on the server
-- case: not there
-- migration
DROP TABLE nowhere CASCADE; -- want drop-cascade unknown: what is dropped is no relation of the server
