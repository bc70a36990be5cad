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
