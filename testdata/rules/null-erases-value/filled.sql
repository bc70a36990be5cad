-- migration: 1_cars.sql
CREATE TABLE cars (id bigint PRIMARY KEY, color text, data jsonb);
CREATE TABLE others (id bigint PRIMARY KEY, extra jsonb);
-- migration: 2_color.sql
UPDATE cars SET color = 'red' WHERE color IS NULL AND id < 10;
UPDATE cars SET data = jsonb_set(data, '{color}', to_jsonb(color)) WHERE id < 10;
-- migration: 3_new.sql
UPDATE cars SET data = to_jsonb(color) WHERE id < 10;
CREATE TABLE wheels (id bigint PRIMARY KEY, n int, m int);
UPDATE wheels SET n = n + m;
