-- migration: 1_base.sql
CREATE TABLE again (id bigserial PRIMARY KEY);
CREATE TABLE emptied (id bigserial PRIMARY KEY);
-- migration: 2_restart.sql
ALTER SEQUENCE again_id_seq RESTART WITH 500000;
TRUNCATE emptied;
ALTER SEQUENCE emptied_id_seq RESTART;
