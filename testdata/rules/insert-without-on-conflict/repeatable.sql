-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE roles (name text);
-- migration: R__roles.sql
INSERT INTO roles SELECT 'admin'; -- want insert-without-on-conflict: once more every time the file changes
