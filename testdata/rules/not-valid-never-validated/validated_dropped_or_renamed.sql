-- migration: 20250110090000_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer, country text);
-- migration: 20250210090000_constraints.sql
ALTER TABLE users ADD CONSTRAINT users_email_present CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age < 200) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_country_iso CHECK (char_length(country) = 2) NOT VALID;
-- migration: 20250211090000_validate.sql
ALTER TABLE users VALIDATE CONSTRAINT users_email_present;
ALTER TABLE users DROP CONSTRAINT users_age_sane;
ALTER TABLE users RENAME CONSTRAINT users_country_iso TO users_country_check;
ALTER TABLE users VALIDATE CONSTRAINT users_country_check;
-- migration: 20250901090000_later.sql
ALTER TABLE users ADD COLUMN name text;
