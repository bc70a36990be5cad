CREATE TABLE line_items (
    id bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id) -- want uses-object-created-later: it is created further down
);
CREATE INDEX line_items_order_id_idx ON line_items (order_id);
CREATE TABLE orders (id bigint PRIMARY KEY);
