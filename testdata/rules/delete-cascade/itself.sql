-- migration: 1_tree.sql
CREATE TABLE tree (id bigint PRIMARY KEY, parent_id bigint REFERENCES tree ON DELETE CASCADE, name text);
CREATE TABLE leaves (id bigint PRIMARY KEY, tree_id bigint REFERENCES tree ON DELETE CASCADE, body text);
CREATE TABLE notes (id bigint PRIMARY KEY, about bigint REFERENCES notes ON DELETE CASCADE, body text);
CREATE INDEX ON tree (parent_id);
CREATE INDEX ON leaves (tree_id);
CREATE INDEX ON notes (about);
-- migration: 2_both.sql
DELETE FROM tree WHERE id = 1; -- want delete-cascade: also deletes the rows of `leaves` that refer to those that it deletes of `tree`, and the rows of `tree` below them
-- migration: 3_below.sql
DELETE FROM notes WHERE id = 1; -- want delete-cascade: also deletes the rows of `notes` below those that it deletes
-- migration: 4_help.sql
DELETE FROM notes WHERE id = 1; -- want delete-cascade: help: SELECT count(*) FROM notes WHERE about IN (SELECT id FROM notes WHERE id = 1);
-- migration: 5_asked.sql
DELETE FROM notes WHERE id = 1 OR about = 1;
-- migration: 6_asked.sql
DELETE FROM notes WHERE id = 1 AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.about = 1);
-- migration: 7_moved.sql
UPDATE notes SET about = NULL WHERE about = 1;
DELETE FROM notes WHERE id = 1;
