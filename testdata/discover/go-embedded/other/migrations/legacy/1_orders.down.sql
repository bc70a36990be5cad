DROP TABLE orders_legacy;
