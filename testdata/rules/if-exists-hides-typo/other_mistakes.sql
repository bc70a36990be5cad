-- migration: 1_sessions.sql
CREATE TABLE containers (id bigint PRIMARY KEY, image_check_container_id bigint, image_get_container_id bigint, name text);
CREATE INDEX containers_image_check_idx ON containers (image_check_container_id);
CREATE TABLE cache_uses (id bigint PRIMARY KEY, worker_id bigint, old_state text CONSTRAINT cache_uses_state_check CHECK (old_state <> ''));
CREATE UNIQUE INDEX unique_worker ON cache_uses (worker_id);
-- migration: 2_drops.sql
DROP INDEX IF EXISTS containers_image_check_idx;
ALTER TABLE cache_uses DROP COLUMN IF EXISTS image_check_container_id; -- want if-exists-hides-typo: there is no column `cache_uses.image_check_container_id`
ALTER TABLE cache_uses DROP COLUMN IF EXISTS name;
DROP INDEX IF EXISTS cache_uses.unique_worker; -- want if-exists-hides-typo: does nothing: `cache_uses` is a table and no schema
DROP INDEX IF EXISTS cache_uses_state_check; -- want if-exists-hides-typo: does nothing: `cache_uses_state_check` is no index
-- migration: 3_twice.sql
ALTER TABLE containers DROP COLUMN IF EXISTS old_state;
ALTER TABLE cache_uses DROP COLUMN IF EXISTS old_state;
