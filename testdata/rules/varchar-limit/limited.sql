-- config: [rules.varchar-limit]
-- config: severity = "advice"
CREATE TABLE customers (id bigint PRIMARY KEY, name character varying(255) NOT NULL); -- want varchar-limit: limited to 255 characters
ALTER TABLE orders ADD COLUMN note varchar(80); -- want varchar-limit: `orders.note` is limited to 80
