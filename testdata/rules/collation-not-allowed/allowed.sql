-- config: [rules.collation-not-allowed]
-- config: severity = "advice"
-- config: allowed = ["sv-x-icu"]
CREATE TABLE customers (id bigint PRIMARY KEY, name text COLLATE "sv-x-icu");
