-- migration: 1_shop.sql
CREATE TABLE pg_notes (id bigint PRIMARY KEY);
INSERT INTO pg_notes VALUES (1);
UPDATE shop.pg_index SET id = 2;
DELETE FROM pg_notes;
