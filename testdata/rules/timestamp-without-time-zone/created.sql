-- config: [rules.timestamp-without-time-zone]
-- config: severity = "advice"
CREATE TABLE orders (id bigint PRIMARY KEY, at timestamp without time zone DEFAULT now()); -- want timestamp-without-time-zone: `orders.at` does not say which moment
