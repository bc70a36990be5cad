-- config: pg-version = 18
-- config: [rules.prefer-not-null-not-valid]
-- config: severity = "advice"
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, phone text CHECK (phone IS NOT NULL));
-- migration: 2_checks.sql
ALTER TABLE users ADD CONSTRAINT users_reachable CHECK (email IS NOT NULL OR phone IS NOT NULL) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_email_not_null NOT NULL email NOT VALID;
