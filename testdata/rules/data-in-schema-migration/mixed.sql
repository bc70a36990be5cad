-- config: [rules.data-in-schema-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY);
-- migration: 2_mixed.sql
INSERT INTO roles VALUES ('admin'); -- want data-in-schema-migration: changes rows of `roles` in a migration that also changes the schema
CREATE TABLE items (id bigint PRIMARY KEY);
