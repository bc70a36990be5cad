-- migration: 1_shop.sql
CREATE SCHEMA shop;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO PUBLIC;
CREATE TABLE shop.orders (id bigint PRIMARY KEY);
-- migration: 2_more.sql
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO PUBLIC; -- want grant-to-public: all tables of `shop`
GRANT SELECT ON ALL TABLES IN SCHEMA other TO PUBLIC; -- want grant-to-public: all tables of `other`
