-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY, label text);
-- migration: 2_rows.sql
INSERT INTO roles VALUES ('admin', 'A');
