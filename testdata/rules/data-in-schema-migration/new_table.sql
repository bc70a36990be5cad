-- config: [rules.data-in-schema-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY);
INSERT INTO roles VALUES ('admin');
-- migration: 2_rows.sql
INSERT INTO roles VALUES ('guest');
