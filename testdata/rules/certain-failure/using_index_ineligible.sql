-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, name text, deleted_at timestamptz);
-- migration: 2_indexes.sql
CREATE UNIQUE INDEX CONCURRENTLY users_lower_email ON users (lower(email));
CREATE UNIQUE INDEX CONCURRENTLY users_name_desc ON users (name DESC);
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
CREATE UNIQUE INDEX CONCURRENTLY users_live_email ON users (email) WHERE deleted_at IS NULL;
-- migration: 3_constraints.sql
ALTER TABLE users ADD CONSTRAINT users_lower_email UNIQUE USING INDEX users_lower_email; -- want certain-failure: index "users_lower_email" contains expressions
ALTER TABLE users ADD CONSTRAINT users_name_key UNIQUE USING INDEX users_name_desc; -- want certain-failure: does not have default sorting behavior
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_idx; -- want certain-failure: "users_email_idx" is not a unique index
ALTER TABLE users ADD CONSTRAINT users_live_email UNIQUE USING INDEX users_live_email; -- want certain-failure: "users_live_email" is a partial index
