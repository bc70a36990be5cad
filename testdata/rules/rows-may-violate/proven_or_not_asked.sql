-- config: [rules.rows-may-violate]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT users_email_set CHECK (email IS NOT NULL));
-- migration: 2_known.sql
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users ALTER COLUMN id SET NOT NULL;
CREATE UNIQUE INDEX CONCURRENTLY users_lower_key ON users (lower(email));
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
