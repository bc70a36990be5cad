-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_state.sql
UPDATE orders SET state = 'open' WHERE state = NULL OR state = ''; -- want null-comparison: changes no row for the sake of `= NULL`
DELETE FROM orders WHERE id < 10 AND (note = 'x' OR note = NULL); -- want null-comparison: deletes no row for the sake of `= NULL`
DELETE FROM orders WHERE state NOT IN ('open', NULL); -- want null-comparison: deletes no row: `NOT IN` of a list with NULL is true of nothing
DELETE FROM orders WHERE id = 7 AND (note IS NULL OR note IN ('x', NULL));
