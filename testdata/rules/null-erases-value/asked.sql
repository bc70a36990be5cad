-- migration: 1_cars.sql
CREATE TABLE cars (id bigint PRIMARY KEY, color text, kind text NOT NULL, n int, tags text DEFAULT 'x', data jsonb);
-- migration: 2_color.sql
UPDATE cars SET data = jsonb_set(data, '{color}', to_jsonb(color)) WHERE color <> '' AND id < 10;
UPDATE cars SET data = jsonb_set(data, '{color}', to_jsonb(kind)) WHERE id < 10;
UPDATE cars SET data = jsonb_set(data, '{color}', coalesce(to_jsonb(color), 'null')) WHERE id < 10;
UPDATE cars SET data = data || jsonb_build_object('color', color) WHERE id < 10;
UPDATE cars SET data = data || to_jsonb(tags) WHERE id < 10;
UPDATE cars SET n = n + 1, data = CASE WHEN color IS NULL THEN data ELSE data || to_jsonb(color) END WHERE id < 10;
UPDATE cars SET data = jsonb_set(data, '{color}', to_jsonb(color)) WHERE id = 7;
