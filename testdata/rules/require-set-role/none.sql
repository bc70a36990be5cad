-- config: [rules.require-set-role]
-- config: severity = "advice"
SET lock_timeout = '1s';
CREATE TABLE orders (id bigint PRIMARY KEY); -- want require-set-role: no SET ROLE stands before it
CREATE TABLE customers (id bigint PRIMARY KEY);
