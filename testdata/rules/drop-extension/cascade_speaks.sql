-- migration: 1_shop.sql
CREATE EXTENSION citext;
-- migration: 2_drop.sql
DROP EXTENSION citext CASCADE; -- want drop-cascade: CASCADE drops whatever depends on it
