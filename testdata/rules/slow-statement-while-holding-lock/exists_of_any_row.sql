-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE settings (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, setting bigint);
-- migration: V2__setting.sql
ALTER TABLE orders ADD COLUMN note text;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM settings) AND NOT EXISTS (SELECT 1 FROM orders) THEN
        RAISE NOTICE 'there are some';
    END IF;
END $$;
-- migration: V3__condition.sql
ALTER TABLE orders ADD COLUMN code text;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM settings WHERE name LIKE '%x%') THEN -- want slow-statement-while-holding-lock: while `settings` is read
        RAISE NOTICE 'there are some';
    END IF;
END $$;
