-- config: [rules.undocumented-object]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_comment.sql
COMMENT ON TABLE orders IS 'Orders of the shop.';
