-- config: pg-version = 18
-- config: [rules.prefer-not-null-not-valid]
-- config: severity = "advice"
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, "displayName" text);
-- migration: 2_checks.sql
ALTER TABLE users ADD CHECK ("displayName" IS NOT NULL) NOT VALID; -- want prefer-not-null-not-valid: `"displayName"` NOT NULL
