DROP TABLE legacy_coupons;
ALTER TABLE customers RENAME COLUMN name TO full_name;
