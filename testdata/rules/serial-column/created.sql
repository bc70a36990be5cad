-- config: [rules.serial-column]
-- config: severity = "advice"
CREATE TABLE orders (id bigserial PRIMARY KEY); -- want serial-column: `orders.id` takes its numbers from a sequence
