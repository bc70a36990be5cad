-- config: [rules.require-analyze-after-backfill]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_copy.sql
CREATE TABLE copies (id bigint);
INSERT INTO copies SELECT id FROM orders; -- want require-analyze-after-backfill: `copies`
ANALYZE orders;
