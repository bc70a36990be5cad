CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE clients (id bigint PRIMARY KEY);
CREATE TABLE lines (id bigint PRIMARY KEY);
GRANT SELECT, INSERT ON orders, items, clients, lines TO app;
-- migration: 2_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
SELECT grant_table('notes', 'app');
