-- config: [rules.implicit-name]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email_key UNIQUE, age integer NOT NULL);
CREATE INDEX users_age_idx ON users (age);
CREATE TEMPORARY TABLE scratch (id bigint UNIQUE);
-- migration: 2_more.sql
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age < 200) NOT VALID;
