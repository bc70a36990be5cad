-- config: [rules.detach-inheritance-compat]
-- config: severity = "warning"
-- migration: 1_notes.sql
CREATE TABLE notes (id bigint);
CREATE TABLE old_notes () INHERITS (notes);
CREATE TABLE drafts (id bigint);
-- migration: 2_notes.sql
ALTER TABLE old_notes NO INHERIT notes; -- want detach-inheritance-compat: queries of `notes` no longer find the rows of `old_notes`
ALTER TABLE drafts INHERIT notes; -- want detach-inheritance-compat: queries of `notes` find the rows of `drafts` from here on
