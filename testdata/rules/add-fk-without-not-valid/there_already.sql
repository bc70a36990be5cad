-- The server refuses a name that is taken before it looks at a row.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, shop bigint, CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops);
-- migration: 2_again.up.sql
DO $$ BEGIN
  ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops (id);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- migration: 3_anew.up.sql
ALTER TABLE orders DROP CONSTRAINT orders_shop, ADD CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops (id); -- want add-fk-without-not-valid: looked up
DO $$ BEGIN
  ALTER TABLE orders ADD CONSTRAINT orders_shop_again FOREIGN KEY (shop) REFERENCES shops (id); -- want add-fk-without-not-valid: looked up
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- migration: 4_several.up.sql
CREATE TABLE towns (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN town bigint REFERENCES towns;
-- migration: 5_cascade.up.sql
ALTER TABLE orders DROP CONSTRAINT orders_shop, DROP CONSTRAINT orders_town_fkey, ADD CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops ON DELETE CASCADE, ADD CONSTRAINT orders_town_fkey FOREIGN KEY (town) REFERENCES towns ON DELETE CASCADE; -- want add-fk-without-not-valid: looked up
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'orders_shop') THEN
    ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops; -- want add-fk-without-not-valid: looked up
  END IF;
END $$;
