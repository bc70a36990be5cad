-- migration: 1_notes.sql
CREATE TABLE notes (id bigint);
CREATE TABLE old_notes () INHERITS (notes);
-- migration: 2_notes.sql
ALTER TABLE old_notes NO INHERIT notes;
