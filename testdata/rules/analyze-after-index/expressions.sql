-- config: [rules.analyze-after-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, data jsonb);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY users_kind_idx ON users ((data->>'kind')); -- want analyze-after-index: until `users` is analyzed
-- migration: 3_unique.sql
CREATE UNIQUE INDEX CONCURRENTLY users_lower_key ON users (lower(email));
ANALYZE;
-- migration: 4_another_table.sql
CREATE TABLE teams (id bigint PRIMARY KEY);
