-- config: [rules.narrow-integer]
-- config: severity = "advice"
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- want narrow-integer: `orders.id` is counted up and ends at 2147483647
    customer_id integer REFERENCES customers (id), -- want narrow-integer: a foreign key to a bigint
    pieces integer
);
CREATE SEQUENCE invoice_numbers AS integer; -- want narrow-integer: the sequence `invoice_numbers` ends at 2147483647
