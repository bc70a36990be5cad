-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total numeric);
-- migration: 2_update.sql
UPDATE orders SET state = 'open'; -- want update-without-where: rewrites every row of `orders`
UPDATE ONLY orders SET state = upper(state) WHERE true; -- want update-without-where: rewrites every row of `orders`
UPDATE elsewhere SET a = 1 WHERE 1 = 1; -- want update-without-where: `elsewhere`
