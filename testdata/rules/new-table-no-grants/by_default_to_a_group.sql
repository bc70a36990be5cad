-- migration: 1_shop.sql
CREATE TABLE orders (id bigserial PRIMARY KEY);
CREATE TABLE items (id bigserial PRIMARY KEY);
CREATE TABLE clients (id bigserial PRIMARY KEY);
CREATE TABLE lines (id bigserial PRIMARY KEY);
GRANT SELECT, INSERT ON orders, items, clients, lines TO app, audit;
CREATE ROLE staff NOLOGIN ROLE app;
GRANT pg_read_all_data TO audit;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO staff;
-- migration: 2_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
