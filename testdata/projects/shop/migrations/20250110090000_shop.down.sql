DROP TABLE legacy_coupons;
DROP TABLE orders;
DROP TABLE customers;
