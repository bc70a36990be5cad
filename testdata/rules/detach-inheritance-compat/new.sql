-- config: [rules.detach-inheritance-compat]
-- config: severity = "warning"
-- migration: 1_notes.sql
CREATE TABLE notes (id bigint);
-- migration: 2_notes.sql
CREATE TABLE old_notes (id bigint);
ALTER TABLE old_notes INHERIT notes;
ALTER TABLE old_notes NO INHERIT notes;
