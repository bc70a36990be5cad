-- config: [rules.varchar-limit]
-- config: severity = "advice"
-- config: longest = 2000
CREATE TABLE customers (name varchar(2000), life varchar(10000)); -- want varchar-limit: `customers.life` may hold 10000 characters, and 2000 is the most
