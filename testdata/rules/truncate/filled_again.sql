-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, place bigint);
CREATE TABLE totals (place bigint, orders bigint);
CREATE TABLE old_totals (place bigint, orders bigint);
CREATE TABLE counts (place bigint, orders bigint);
-- migration: 2_again.sql
TRUNCATE totals;
INSERT INTO totals SELECT place, count(*) FROM orders GROUP BY place;
TRUNCATE old_totals;
DROP TABLE old_totals;
TRUNCATE counts; -- want truncate: deletes every row of `counts`
