-- config: [rules.prefer-not-null-not-valid]
-- config: severity = "advice"
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 2_checks.sql
ALTER TABLE users ADD CONSTRAINT users_email_present CHECK (email IS NOT NULL) NOT VALID;
