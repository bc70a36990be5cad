-- config: layout = "sqlx"
-- migration: 1_shop.sql
SET search_path = shop, public;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
RESET search_path;
-- migration: 2_items.sql
SET ROLE owner;
CREATE TABLE shop.items (id bigint PRIMARY KEY);
RESET ALL;
-- migration: 3_local.sql
SET LOCAL search_path = shop;
SET lock_timeout = '2s';
CREATE TABLE lines (id bigint PRIMARY KEY);
