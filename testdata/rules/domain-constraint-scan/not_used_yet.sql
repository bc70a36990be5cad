-- migration: 1_base.sql
CREATE DOMAIN slug AS text;
ALTER DOMAIN slug ADD CONSTRAINT slug_lower CHECK (value = lower(value));
-- migration: 2_pages.sql
CREATE TABLE pages (id bigint PRIMARY KEY, slug slug);
ALTER DOMAIN slug ADD CONSTRAINT slug_short CHECK (char_length(value) < 80);
