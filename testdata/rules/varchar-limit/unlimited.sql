-- config: [rules.varchar-limit]
-- config: severity = "advice"
CREATE TABLE customers (name varchar, note text, amount numeric(10, 2));
