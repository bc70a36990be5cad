-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_empty.sql
TRUNCATE TABLE orders RESTART IDENTITY; -- want truncate: deletes every row of `orders`, and blocks every read and write to it
TRUNCATE elsewhere, orders; -- want truncate: deletes every row of `elsewhere` and `orders`
TRUNCATE orders CASCADE; -- want truncate: deletes every row of `orders`
