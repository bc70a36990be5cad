-- migration: 1_base.sql
CREATE DOMAIN slug AS text NOT NULL CHECK (value <> '');
CREATE TABLE pages (id bigint PRIMARY KEY, slug slug);
-- migration: 2_change.sql
ALTER DOMAIN slug SET DEFAULT 'untitled';
ALTER DOMAIN slug SET NOT NULL;
ALTER DOMAIN slug DROP CONSTRAINT slug_check;
ALTER DOMAIN slug ADD CONSTRAINT slug_lower CHECK (value = lower(value)) NOT VALID;
