-- migration: 1_base.sql
CREATE DOMAIN token AS uuid CHECK (VALUE IS NOT NULL);
CREATE TABLE items (id bigint PRIMARY KEY);
-- migration: 2_token.sql
ALTER TABLE items ADD COLUMN token token DEFAULT gen_random_uuid(); -- want add-column-volatile-default: `items`
