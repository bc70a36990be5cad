-- A way back that names a column before it makes it again, or one that never was.
-- config: layout = "golang-migrate"
-- migration: 1_guilds.up.sql
CREATE TABLE guilds (id int PRIMARY KEY, url text NOT NULL, name text);
-- migration: 1_guilds.down.sql
DROP TABLE guilds;
-- migration: 2_url.up.sql
ALTER TABLE guilds DROP COLUMN url;
-- migration: 2_url.down.sql
ALTER TABLE guilds ALTER COLUMN url DROP NOT NULL; -- want rollback-incomplete: the way back fails here: column "url" of relation "guilds" does not exist
ALTER TABLE guilds ADD COLUMN url text;
-- migration: 3_motto.up.sql
ALTER TABLE guilds ADD COLUMN motto text;
CREATE INDEX CONCURRENTLY guilds_motto ON guilds (motto);
-- migration: 3_motto.down.sql
DROP INDEX guilds_motto;
ALTER TABLE guilds DROP COLUMN moto; -- want rollback-incomplete: the way back fails here: column "moto" of relation "guilds" does not exist
-- migration: 4_crest.up.sql
ALTER TABLE guilds ADD COLUMN crest text;
-- migration: 4_crest.down.sql
ALTER TABLE guilds DROP COLUMN IF EXISTS shield;
ALTER TABLE guilds DROP COLUMN crest;
-- migration: 5_rename.up.sql
ALTER TABLE guilds RENAME COLUMN name TO title;
-- migration: 5_rename.down.sql
ALTER TABLE guilds RENAME COLUMN title TO name;
ALTER TABLE guilds ALTER COLUMN name SET DEFAULT '';
ALTER TABLE guilds ALTER COLUMN name DROP DEFAULT;
