-- migration: 1_shop.sql
CREATE VIEW orders AS SELECT 1 AS id;
-- migration: 2_again.sql
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY); -- want if-not-exists-masks-drift: `orders` is there already, as a view
