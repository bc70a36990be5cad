-- config: [rules.analyze-after-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE TABLE teams (id bigint PRIMARY KEY);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY users_lower_idx ON users (lower(email)); -- want analyze-after-index: `users`
ANALYZE teams;
