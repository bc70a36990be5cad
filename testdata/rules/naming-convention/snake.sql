-- config: [rules.naming-convention]
-- config: severity = "advice"
CREATE TABLE order_items (id bigint PRIMARY KEY, order_id bigint, CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE INDEX order_items_order_id_idx ON order_items (order_id);
