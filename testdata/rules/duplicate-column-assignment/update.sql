-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
UPDATE orders SET state = 'open', note = '', State = 'web'; -- want duplicate-column-assignment: `state` is given a value twice
