-- config: layout = "sqlx"
-- migration: 1_shop.sql
SET search_path = shop, public; -- want session-setting-leak: `search_path` is never set back
SET ROLE owner; -- want session-setting-leak: `role` is never set back
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SET search_path = shop;
