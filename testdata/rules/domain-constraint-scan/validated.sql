-- migration: 1_base.sql
CREATE DOMAIN slug AS text;
CREATE TABLE pages (id bigint PRIMARY KEY, slug slug);
-- migration: 2_lower.sql
ALTER DOMAIN slug ADD CONSTRAINT slug_lower CHECK (value = lower(value)) NOT VALID;
-- migration: 3_validate.sql
ALTER DOMAIN slug VALIDATE CONSTRAINT slug_lower; -- want domain-constraint-scan: every write to `pages`
