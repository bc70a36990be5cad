-- config: [rules.implicit-name]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY ON users (lower(email)); -- want implicit-name: an index on `users` gets its name from the server
