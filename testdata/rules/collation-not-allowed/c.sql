-- config: [rules.collation-not-allowed]
-- config: severity = "advice"
CREATE TABLE customers (id bigint PRIMARY KEY, name text, code text COLLATE "C");
CREATE INDEX customers_code_idx ON customers (code COLLATE "C" text_pattern_ops);
