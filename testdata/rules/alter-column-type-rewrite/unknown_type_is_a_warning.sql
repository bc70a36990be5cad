ALTER TABLE customers ALTER COLUMN name TYPE text; -- want alter-column-type-rewrite: may block every read and write to `customers`
ALTER TABLE customers ALTER COLUMN age TYPE bigint; -- want alter-column-type-rewrite: blocks every read and write to `customers`
