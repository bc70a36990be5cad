-- Values that a query of its own, or the choice of the rows, carries over.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE sites (id bigint PRIMARY KEY, down boolean NOT NULL DEFAULT true, shut boolean, other boolean, name text);
CREATE TABLE places (id bigint PRIMARY KEY, down boolean NOT NULL);
CREATE TABLE users (id bigint PRIMARY KEY, super boolean, banned boolean, hidden boolean, gone boolean, kind text);
CREATE TABLE bans (user_id bigint);
-- migration: 2_mode.up.sql
ALTER TABLE sites ADD COLUMN mode text NOT NULL DEFAULT 'All';
WITH q AS (SELECT id, name, CASE WHEN down THEN 'All' ELSE 'Off' END FROM sites) UPDATE sites SET mode = q."case" FROM q WHERE q.id = sites.id;
ALTER TABLE sites DROP COLUMN down; -- want drop-without-archive: running code that still reads or writes `sites.down` fails from here on
-- migration: 3_named.up.sql
UPDATE sites SET mode = q.mode FROM (SELECT id, coalesce(shut, false)::text AS mode FROM sites) AS q WHERE q.id = sites.id;
ALTER TABLE sites DROP COLUMN shut; -- want drop-without-archive: running code that still reads or writes `sites.shut` fails from here on
-- migration: 4_other_name.up.sql
WITH q AS (SELECT id, coalesce(other, false)::text AS o, 'x' AS mode FROM sites) UPDATE sites SET mode = q.mode FROM q WHERE q.id = sites.id;
ALTER TABLE sites DROP COLUMN other; -- want drop-without-archive: destroys the values of `sites.other`
-- migration: 5_role.up.sql
ALTER TABLE users ADD COLUMN role text;
UPDATE users SET role = 'admin' WHERE super = true;
ALTER TABLE users DROP COLUMN super; -- want drop-without-archive: running code that still reads or writes `users.super` fails from here on
-- migration: 6_bans.up.sql
INSERT INTO bans SELECT id FROM users WHERE banned;
ALTER TABLE users DROP COLUMN banned; -- want drop-without-archive: running code that still reads or writes `users.banned` fails from here on
-- migration: 7_parts.up.sql
UPDATE users SET role = 'user' WHERE hidden AND id > 100;
ALTER TABLE users DROP COLUMN hidden; -- want drop-without-archive: destroys the values of `users.hidden`
-- migration: 8_lost.up.sql
UPDATE users SET role = NULL WHERE gone;
UPDATE users SET role = 'kind' WHERE kind = 'x';
ALTER TABLE users DROP COLUMN gone, DROP COLUMN kind; -- want drop-without-archive: destroys the values of `users.gone` and `users.kind`
-- migration: 9_dropped.up.sql
ALTER TABLE places ADD COLUMN mode text;
UPDATE places SET mode = 'x' WHERE down;
ALTER TABLE places DROP COLUMN down, DROP COLUMN mode; -- want drop-without-archive: destroys the values of `places.down`
