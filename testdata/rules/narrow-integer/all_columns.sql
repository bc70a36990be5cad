-- config: [rules.narrow-integer]
-- config: severity = "advice"
-- config: columns = "all"
CREATE TABLE orders (id bigint PRIMARY KEY, pieces smallint); -- want narrow-integer: `orders.pieces` is a number and ends at 32767
