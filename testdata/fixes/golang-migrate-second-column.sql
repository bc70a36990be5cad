-- migration: 000001_shop.up.sql
CREATE TABLE orders (id uuid PRIMARY KEY, paid text);
-- migration: 000001_shop.down.sql
DROP TABLE orders;
-- migration: 000002_paid.up.sql
ALTER TABLE orders ALTER COLUMN paid TYPE boolean USING (lower(paid) = 'yes');
-- migration: 000002_paid.down.sql
ALTER TABLE orders ALTER COLUMN paid TYPE text USING CASE WHEN paid THEN 'yes' ELSE 'no' END;
