-- config: [rules.require-analyze-after-backfill]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
UPDATE orders SET state = 'open' WHERE state IS NULL;
VACUUM (ANALYZE) orders;
INSERT INTO orders VALUES (1, 'new');
