-- migration: 1_base.sql
CREATE TABLE kinds (id bigserial PRIMARY KEY, note text);
-- migration: 2_having.sql
SELECT setval('kinds_id_seq', 1, false) FROM kinds HAVING count(*) = 0;
