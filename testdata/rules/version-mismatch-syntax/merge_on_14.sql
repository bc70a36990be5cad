-- config: pg-version = 14
CREATE TABLE stock (sku text PRIMARY KEY, amount bigint NOT NULL);
MERGE INTO stock USING (SELECT 'a' AS sku, 1 AS amount) AS delivery ON stock.sku = delivery.sku -- want version-mismatch-syntax: `MERGE`, which came with PostgreSQL 15
    WHEN MATCHED THEN UPDATE SET amount = stock.amount + delivery.amount
    WHEN NOT MATCHED THEN INSERT VALUES (delivery.sku, delivery.amount);
CREATE VIEW open_stock WITH (security_invoker = true) AS SELECT sku FROM stock WHERE amount > 0; -- want version-mismatch-syntax: `security_invoker`
