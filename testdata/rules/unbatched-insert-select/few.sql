-- config: [rules.unbatched-insert-select]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE order_log (id bigint, state text);
-- migration: 2_copy.sql
INSERT INTO order_log VALUES (1, 'new');
INSERT INTO order_log (id, state) SELECT id, state FROM orders WHERE id = 17;
CREATE TABLE fresh (id bigint);
INSERT INTO order_log (id) SELECT id FROM fresh;
