-- migration: 1_cars.sql
CREATE TABLE cars (id bigint PRIMARY KEY, data jsonb);
-- migration: 2_key.sql
UPDATE cars SET data = jsonb_set(data, '{new}', data->'old') WHERE id < 10; -- want null-erases-value: whose `data` has no key `old`
-- migration: 3_asked.sql
UPDATE cars SET data = jsonb_set(data, '{new}', data->'old') WHERE data ? 'old' AND id < 10;
UPDATE cars SET data = jsonb_set(data, '{new}', data->'old') - 'old' WHERE data->'old' IS NOT NULL AND id < 10;
UPDATE cars SET data = data - 'old' WHERE id < 10;
