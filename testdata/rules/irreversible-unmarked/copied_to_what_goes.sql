-- config: layout = "golang-migrate"
-- migration: 1_resources.up.sql
CREATE TABLE resources (id bigint PRIMARY KEY, check_error text);
CREATE TABLE scopes (id bigint PRIMARY KEY, resource_id bigint, check_error text);
-- migration: 1_resources.down.sql
DROP TABLE scopes, resources;
-- migration: 2_copy.up.sql
UPDATE scopes SET check_error = r.check_error FROM resources r WHERE r.id = scopes.resource_id;
-- migration: 2_copy.down.sql
-- nothing to undo
-- migration: 3_drop.up.sql
ALTER TABLE resources DROP COLUMN check_error;
ALTER TABLE scopes DROP COLUMN check_error;
-- migration: 3_drop.down.sql
ALTER TABLE resources ADD COLUMN check_error text; -- want irreversible-unmarked: makes `resources.check_error` and 1 more again, but empty
ALTER TABLE scopes ADD COLUMN check_error text;
