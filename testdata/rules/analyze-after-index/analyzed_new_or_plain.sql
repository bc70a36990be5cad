-- config: [rules.analyze-after-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE INDEX users_new_idx ON users (upper(email));
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY users_lower_idx ON users (lower(email));
VACUUM (ANALYZE) users;
-- migration: 3_columns.sql
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
