-- migration: 20230105100000_shop.sql
CREATE TABLE settings (name text, value text);
-- migration: 20240105100000_new_settings.sql
DROP TABLE IF EXISTS settings; -- want drop-without-archive: destroys `settings`
CREATE TABLE settings (name text PRIMARY KEY, value jsonb);
