DROP TABLE orders_sql;
