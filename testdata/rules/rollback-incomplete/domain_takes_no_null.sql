-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE DOMAIN code AS text NOT NULL;
CREATE DOMAIN short_code AS code CHECK (length(VALUE) < 5);
CREATE DOMAIN filled AS text CHECK (VALUE IS NOT NULL);
CREATE DOMAIN defaulted AS text DEFAULT '' NOT NULL;
CREATE TABLE orders (id bigint PRIMARY KEY, code short_code, kind defaulted, codes code[], place filled, state code);
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP DOMAIN defaulted, filled, short_code, code;
-- migration: 2_code.up.sql
ALTER TABLE orders DROP COLUMN code;
-- migration: 2_code.down.sql
ALTER TABLE orders ADD COLUMN code short_code; -- want rollback-incomplete: the way back fails here unless `orders` is empty: its rows would hold null in `code`, whose type takes none and has no default
-- migration: 3_place.up.sql
ALTER TABLE orders DROP COLUMN place;
-- migration: 3_place.down.sql
ALTER TABLE orders ADD COLUMN place filled; -- want rollback-incomplete: its rows would hold null in `place`, whose type takes none and has no default
-- migration: 4_fine.up.sql
ALTER TABLE orders DROP COLUMN kind, DROP COLUMN codes, DROP COLUMN state;
-- migration: 4_fine.down.sql
ALTER TABLE orders ADD COLUMN kind defaulted, ADD COLUMN codes code[], ADD COLUMN state code DEFAULT 'x';
