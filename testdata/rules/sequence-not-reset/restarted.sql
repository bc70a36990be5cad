-- migration: 1_base.sql
CREATE TABLE again (id bigserial PRIMARY KEY);
CREATE TABLE emptied (id bigserial PRIMARY KEY);
-- migration: 2_restart.sql
ALTER SEQUENCE again_id_seq RESTART; -- want sequence-not-reset: numbers `id` of `again` from 1 again
