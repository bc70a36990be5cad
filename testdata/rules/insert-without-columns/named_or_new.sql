-- config: [rules.insert-without-columns]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY, label text);
INSERT INTO roles VALUES ('admin', 'A');
-- migration: 2_rows.sql
INSERT INTO roles (name, label) VALUES ('guest', 'G');
INSERT INTO roles DEFAULT VALUES;
