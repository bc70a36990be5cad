-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (id, at));
-- migration: 2_divide.sql
ALTER TABLE orders RENAME TO orders_old;
CREATE TABLE orders (LIKE orders_old INCLUDING ALL) PARTITION BY RANGE (at);
ALTER TABLE orders ATTACH PARTITION orders_old FOR VALUES FROM (MINVALUE) TO ('2025-01-01'); -- want attach-partition-unprepared: blocks every read and write to `orders_old` while every row of it is compared with the bounds
