-- migration: 1_base.sql
CREATE TABLE kinds (id bigserial PRIMARY KEY, note text);
-- migration: 2_case.sql
SELECT CASE WHEN EXISTS (SELECT FROM kinds) THEN 1 ELSE setval('kinds_id_seq', 1, false) END;
