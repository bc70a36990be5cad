-- migration: 1_devices.up.sql
CREATE TABLE devices (id serial PRIMARY KEY, subject char(36) NULL DEFAULT NULL, note text DEFAULT NULL);
ALTER TABLE devices RENAME TO old_devices;
CREATE TABLE mentions (id serial PRIMARY KEY);
ALTER SEQUENCE mentions_id_seq RENAME TO mention_numbers;
CREATE TABLE people (id bigint PRIMARY KEY, owner char(36));
-- migration: 1_devices.down.sql
DROP TABLE old_devices, mentions, people;
-- migration: 2_gone.up.sql
DROP TABLE old_devices;
DROP TABLE mentions;
ALTER TABLE people ALTER COLUMN owner SET DEFAULT NULL;
CREATE SEQUENCE likes_id_seq;
CREATE TABLE likes (id int DEFAULT nextval('likes_id_seq'));
ALTER SEQUENCE likes_id_seq OWNED BY likes.id;
