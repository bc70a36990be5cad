-- migration: 1_rights.sql
CREATE TABLE rights (id serial PRIMARY KEY, name text);
CREATE TABLE kinds (id serial PRIMARY KEY, name text);
CREATE TABLE codes (id serial PRIMARY KEY, name text);
SELECT setval('codes_id_seq', (SELECT GREATEST(max(id), 10000) FROM codes));
SELECT setval('kinds_id_seq', 10);
SELECT setval('rights_id_seq'::text, 1000);
INSERT INTO rights (id, name) VALUES (1, 'read'), (2, 'write');
INSERT INTO kinds (id, name) VALUES (20, 'large'); -- want sequence-not-reset: gives `id` the value 20
-- migration: 2_more.sql
INSERT INTO codes (id, name) VALUES (17, 'x');
