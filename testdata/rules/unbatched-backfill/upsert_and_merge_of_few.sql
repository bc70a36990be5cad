-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text, total numeric);
CREATE TABLE totals (id bigint PRIMARY KEY, customer_id bigint, total numeric);
CREATE TABLE counts (what text PRIMARY KEY, n bigint);
CREATE TABLE setup (id boolean PRIMARY KEY DEFAULT true CHECK (id), rate numeric);
-- migration: 2_bounded.sql
INSERT INTO totals SELECT id, customer_id, total FROM orders WHERE customer_id = 17 ON CONFLICT (id) DO UPDATE SET total = excluded.total;
INSERT INTO totals SELECT id, customer_id, total FROM orders LIMIT 100 ON CONFLICT (id) DO UPDATE SET total = excluded.total;
INSERT INTO totals SELECT o.id, o.customer_id, o.total FROM (SELECT * FROM orders WHERE id IN (1, 2)) o ON CONFLICT (id) DO UPDATE SET total = excluded.total;
MERGE INTO totals t USING orders o ON t.id = o.id AND o.id = 5 WHEN MATCHED THEN UPDATE SET total = o.total;
MERGE INTO totals t USING (SELECT * FROM orders LIMIT 10) o ON t.id = o.id WHEN MATCHED THEN UPDATE SET total = o.total;
MERGE INTO totals t USING (VALUES (1, 2), (2, 3)) v (id, total) ON t.id = v.id WHEN MATCHED THEN UPDATE SET total = v.total;
-- migration: 3_only_new_rows.sql
INSERT INTO totals SELECT id, customer_id, total FROM orders ON CONFLICT DO NOTHING;
MERGE INTO totals t USING orders o ON t.id = o.id WHEN NOT MATCHED THEN INSERT VALUES (o.id, o.customer_id, o.total);
-- migration: 4_one_row.sql
INSERT INTO counts SELECT 'orders', count(*) FROM orders ON CONFLICT (what) DO UPDATE SET n = excluded.n;
INSERT INTO counts SELECT 'rate', rate FROM setup ON CONFLICT (what) DO UPDATE SET n = excluded.n;
-- migration: 5_its_own_list.sql
CREATE TEMP TABLE wanted (id bigint, total numeric);
INSERT INTO wanted VALUES (1, 2), (3, 4);
INSERT INTO totals (id, total) SELECT id, total FROM wanted ON CONFLICT (id) DO UPDATE SET total = excluded.total;
MERGE INTO totals t USING wanted w ON t.id = w.id WHEN MATCHED THEN UPDATE SET total = w.total;
-- migration: 6_of_nothing_stored.sql
INSERT INTO counts SELECT 'n' || n, n FROM generate_series(1, 5) n ON CONFLICT (what) DO UPDATE SET n = excluded.n;
INSERT INTO counts SELECT relname, reltuples FROM pg_class ON CONFLICT (what) DO UPDATE SET n = excluded.n;
-- migration: 7_new_target.sql
CREATE TABLE sums (id bigint PRIMARY KEY, total numeric);
INSERT INTO sums SELECT id, total FROM orders ON CONFLICT (id) DO UPDATE SET total = excluded.total;
