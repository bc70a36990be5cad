-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
INSERT INTO orders (id, state, "state") VALUES (1, 'open', 'web'); -- want duplicate-column-assignment: fails
