-- migration: 1_shop.sql
CREATE ROLE staff NOLOGIN;
CREATE TABLE orders (id bigserial PRIMARY KEY);
CREATE TABLE items (id bigserial PRIMARY KEY);
CREATE TABLE clients (id bigserial PRIMARY KEY);
CREATE TABLE lines (id bigserial PRIMARY KEY);
GRANT SELECT, INSERT ON orders, items, clients, lines TO app;
GRANT USAGE ON SEQUENCE orders_id_seq, items_id_seq, clients_id_seq, lines_id_seq TO app;
GRANT staff TO app;
-- migration: 2_notes.sql
CREATE TABLE notes (id bigserial PRIMARY KEY);
GRANT SELECT, INSERT ON notes TO staff;
GRANT USAGE ON SEQUENCE notes_id_seq TO staff;
