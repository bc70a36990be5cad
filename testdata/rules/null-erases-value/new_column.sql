-- Nothing is in the column yet that could be lost.
CREATE TABLE cars (id bigint PRIMARY KEY, color text);
-- migration: 2_data.sql
ALTER TABLE cars ADD COLUMN data jsonb DEFAULT '{}';
UPDATE cars SET data = jsonb_set(data, '{color}', to_jsonb(color)) WHERE id < 1000;
