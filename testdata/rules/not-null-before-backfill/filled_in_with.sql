-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE people (id bigint PRIMARY KEY, profile bigint);
CREATE TABLE orders (id bigint PRIMARY KEY, owner bigint);
CREATE TABLE risks (id bigint PRIMARY KEY, owner bigint);
CREATE TABLE notes (id bigint PRIMARY KEY, owner bigint);
CREATE TABLE tasks (id bigint PRIMARY KEY, owner bigint);
-- migration: 2_profiles.sql
ALTER TABLE orders ADD COLUMN profile bigint;
ALTER TABLE risks ADD COLUMN profile bigint;
ALTER TABLE notes ADD COLUMN profile bigint;
ALTER TABLE tasks ADD COLUMN profile bigint;
WITH known AS (SELECT id, profile FROM people),
filled_orders AS (UPDATE orders SET profile = known.profile FROM known WHERE known.id = orders.owner)
UPDATE risks SET profile = known.profile FROM known WHERE known.id = risks.owner;
WITH filled_notes AS (UPDATE notes SET profile = 0 RETURNING id)
DELETE FROM people WHERE id IN (SELECT id FROM filled_notes);
WITH others AS (UPDATE tasks SET owner = 0)
UPDATE orders SET owner = 0;
ALTER TABLE orders ALTER COLUMN profile SET NOT NULL;
ALTER TABLE risks ALTER COLUMN profile SET NOT NULL;
ALTER TABLE notes ALTER COLUMN profile SET NOT NULL;
ALTER TABLE tasks ALTER COLUMN profile SET NOT NULL; -- want not-null-before-backfill: `tasks`
