-- config: [rules.new-table-no-grants]
-- config: roles = ["shop"]
CREATE TABLE orders (id bigint PRIMARY KEY); -- want new-table-no-grants: `shop` gets "permission denied" for `orders`: no migration
CREATE TABLE customers (id bigint PRIMARY KEY);
GRANT SELECT ON customers TO shop;
