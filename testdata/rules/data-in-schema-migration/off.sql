-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY);
-- migration: 2_mixed.sql
INSERT INTO roles VALUES ('admin');
CREATE TABLE items (id bigint PRIMARY KEY);
