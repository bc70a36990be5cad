-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 2_swap.sql
BEGIN;
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; -- want require-lock-timeout: waits without limit for ACCESS EXCLUSIVE on `orders`
LOCK TABLE carts IN ACCESS EXCLUSIVE MODE;
COMMIT;
-- migration: 3_swap.sql
BEGIN;
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE NOWAIT;
LOCK TABLE carts IN ACCESS EXCLUSIVE MODE NOWAIT;
COMMIT;
