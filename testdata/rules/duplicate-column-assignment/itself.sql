-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, "State" text);
UPDATE orders SET state = state, "State" = state;
UPDATE orders SET (state, "State") = ('a', 'b');
