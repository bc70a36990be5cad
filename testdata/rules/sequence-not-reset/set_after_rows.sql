-- migration: 1_base.sql
CREATE TABLE kinds (id bigserial PRIMARY KEY, note text);
-- migration: 2_rows.sql
INSERT INTO kinds (note) VALUES ('a');
SELECT setval('kinds_id_seq', 1);
