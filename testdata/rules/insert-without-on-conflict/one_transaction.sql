-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY);
-- migration: 2_roles.sql
INSERT INTO roles VALUES ('admin');
CREATE INDEX roles_name_idx ON roles (lower(name));
-- migration: 3_last.sql
-- no-transaction
INSERT INTO roles VALUES ('guest');
