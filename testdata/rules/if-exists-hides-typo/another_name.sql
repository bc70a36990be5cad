-- migration: 1_shop.sql
CREATE TABLE events_2023 (id bigint PRIMARY KEY, region text);
CREATE TABLE users (id bigint PRIMARY KEY);
-- migration: 2_drop.sql
DROP TABLE IF EXISTS events_2024;
DROP TABLE IF EXISTS user_;
DROP TABLE IF EXISTS legacy_orders;
ALTER TABLE events_2023 DROP COLUMN IF EXISTS kind;
