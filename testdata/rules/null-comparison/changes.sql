-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
UPDATE orders SET state = 'open' WHERE id > 5 AND state = NULL; -- want null-comparison: changes no row: `= NULL` is true of nothing
DELETE FROM orders WHERE state <> NULL; -- want null-comparison: deletes no row: `<> NULL`
