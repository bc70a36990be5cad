-- config: [rules.data-in-schema-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY, kind text);
-- migration: 2_mixed.sql
DELETE FROM roles WHERE name = 'guest'; -- want data-in-schema-migration: `roles`
ALTER TABLE roles ALTER COLUMN kind SET DEFAULT '';
