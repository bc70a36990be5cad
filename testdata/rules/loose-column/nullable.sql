-- config: [rules.loose-column]
-- config: severity = "advice"
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    state text, -- want loose-column: `orders.state` may be null
    note text NOT NULL
);
