-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);
CREATE INDEX users_name_email_idx ON users (name, email);
-- migration: 2_smaller.sql
CREATE INDEX CONCURRENTLY users_name_idx ON users (name);
DROP INDEX CONCURRENTLY users_name_email_idx;
-- migration: 3_tried.sql
CREATE INDEX CONCURRENTLY users_name_idx2 ON users (name);
-- migration: 4_taken_back.sql
DROP INDEX CONCURRENTLY users_name_idx2;
