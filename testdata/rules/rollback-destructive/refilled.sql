-- Values that the migration put in another column come back from there.
-- config: layout = "golang-migrate"
-- migration: 1_users.up.sql
CREATE TABLE users (id int PRIMARY KEY, role text, note text);
-- migration: 1_users.down.sql
DROP TABLE users;
-- migration: 2_role.up.sql
ALTER TABLE users ADD COLUMN role_backup text;
UPDATE users SET role_backup = role;
-- migration: 2_role.down.sql
ALTER TABLE users DROP COLUMN role;
ALTER TABLE users ADD COLUMN role text;
UPDATE users SET role = role_backup;
ALTER TABLE users DROP COLUMN note; -- want rollback-destructive: note
ALTER TABLE users ADD COLUMN note text;
UPDATE users SET note = 'none';
ALTER TABLE users DROP COLUMN role_backup;
-- migration: 3_note.up.sql
ALTER TABLE users ADD COLUMN more text;
-- migration: 3_note.down.sql
UPDATE users SET note = upper(note);
ALTER TABLE users DROP COLUMN note; -- want rollback-destructive: note
ALTER TABLE users DROP COLUMN more;
