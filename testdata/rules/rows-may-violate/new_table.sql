-- config: [rules.rows-may-violate]
-- config: severity = "advice"
CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);
CREATE UNIQUE INDEX users_email_key ON users (email);
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age < 200);
