-- config: [rules.collation-not-allowed]
-- config: severity = "advice"
CREATE TABLE customers (id bigint PRIMARY KEY, name text COLLATE "de_DE.utf8"); -- want collation-not-allowed: `customers.name` is sorted by the collation `de_DE.utf8`
