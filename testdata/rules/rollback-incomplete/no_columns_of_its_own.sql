-- A whole row and what the server has in every table are no missing columns.
-- config: layout = "golang-migrate"
-- migration: 1_q.up.sql
CREATE TABLE q (id int PRIMARY KEY, note text);
-- migration: 1_q.down.sql
DROP TABLE q;
-- migration: 2_note.up.sql
ALTER TABLE q DROP CONSTRAINT IF EXISTS a, DROP CONSTRAINT IF EXISTS b;
-- migration: 2_note.down.sql
ALTER TABLE q ADD CONSTRAINT a CHECK (q IS NOT NULL), ADD CONSTRAINT b CHECK (tableoid > 0);
