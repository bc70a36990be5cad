-- migration: 1_base.sql
CREATE TABLE kinds (id bigserial PRIMARY KEY, note text);
-- migration: 2_drawn.sql
SELECT setval('kinds_id_seq', 1, true);
