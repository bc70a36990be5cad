-- migration: 1_shop.sql
CREATE TABLE roles (id serial PRIMARY KEY, name text);
CREATE TABLE plain (id integer PRIMARY KEY, name text);
INSERT INTO roles (name) VALUES ('admin');
INSERT INTO roles (id, name) VALUES (DEFAULT, 'guest'), (0, 'nobody');
INSERT INTO plain (id, name) VALUES (1, 'a');
