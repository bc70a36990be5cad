-- migration: 20250110090000_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 20250210090000_constraints.sql
ALTER TABLE users ADD CONSTRAINT users_email_present CHECK (email IS NOT NULL) NOT VALID;
-- migration: 20250220090000_later.sql
ALTER TABLE users ADD COLUMN name text;
