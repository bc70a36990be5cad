-- migration: 1_base.sql
CREATE TABLE again (id bigserial PRIMARY KEY);
CREATE TABLE emptied (id bigserial PRIMARY KEY);
CREATE TABLE thinned (id bigserial PRIMARY KEY);
-- migration: 2_restart.sql
ALTER SEQUENCE again_id_seq RESTART; -- want sequence-not-reset: numbers `id` of `again` from 1 again
DELETE FROM thinned WHERE id > 5;
ALTER SEQUENCE thinned_id_seq RESTART; -- want sequence-not-reset: numbers `id` of `thinned` from 1 again
