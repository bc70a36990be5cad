-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY users_lower_idx ON users (lower(email));
