-- config: [rules.loose-column]
-- config: severity = "advice"
-- config: not-null = false
-- config: default = true
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL, note text DEFAULT ''); -- want loose-column: `orders.state` has no default
