-- The rows that the migration was the first to put in are its own to take away.
-- config: layout = "golang-migrate"
-- migration: 1_settings.up.sql
CREATE TABLE settings (team_id int PRIMARY KEY, theme text);
CREATE TABLE kinds (id int PRIMARY KEY);
INSERT INTO kinds VALUES (1);
-- migration: 1_settings.down.sql
DROP TABLE settings;
DROP TABLE kinds;
-- migration: 2_fill.up.sql
INSERT INTO settings SELECT id, 'light' FROM teams;
INSERT INTO kinds VALUES (2);
-- migration: 2_fill.down.sql
TRUNCATE TABLE settings;
TRUNCATE TABLE kinds; -- want rollback-destructive: the way back empties `kinds`
-- migration: 3_again.up.sql
INSERT INTO settings SELECT id, 'dark' FROM teams ON CONFLICT DO NOTHING;
-- migration: 3_again.down.sql
TRUNCATE TABLE settings; -- want rollback-destructive: the way back empties `settings`
