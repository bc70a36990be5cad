-- config: [rules.unbatched-insert-select]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE order_log (id bigint, state text);
-- migration: 2_copy.sql
MERGE INTO order_log l USING orders o ON l.id = o.id WHEN NOT MATCHED THEN INSERT VALUES (o.id, o.state); -- want unbatched-insert-select: to `order_log`
