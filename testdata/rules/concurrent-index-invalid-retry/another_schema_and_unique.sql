-- migration: 1_base.sql
CREATE SCHEMA app;
CREATE TABLE app.users (id bigint PRIMARY KEY, email text);
-- migration: 2_unique.sql
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key ON app.users (email); -- want concurrent-index-invalid-retry: the invalid index `users_email_key`
