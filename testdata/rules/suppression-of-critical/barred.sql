-- config: [rules.suppression-of-critical]
-- config: severity = "error"
-- config: rules = ["truncate", "drop-without-archive"]
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_empty.sql
-- migrate-lint: allow(truncate) test data -- want suppression-of-critical: `truncate` cannot be allowed
TRUNCATE orders; -- want truncate:
