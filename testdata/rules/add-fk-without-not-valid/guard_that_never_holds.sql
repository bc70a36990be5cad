-- What asks for a constraint that the history has made never runs, unless that is not certain.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, payer bigint, giver bigint);
CREATE INDEX orders_user ON orders (user_id);
CREATE INDEX orders_payer ON orders (payer);
CREATE INDEX orders_giver ON orders (giver);
-- migration: 2_key.up.sql
ALTER TABLE orders ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
-- migration: 3_valid.up.sql
ALTER TABLE orders VALIDATE CONSTRAINT to_user;
-- migration: 4_repair.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'to_user' AND conrelid = 'orders'::regclass) THEN
    ALTER TABLE orders ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id);
  END IF;
  IF NOT EXISTS (SELECT FROM information_schema.table_constraints AS c WHERE c.constraint_name = 'to_user' AND c.table_name = 'orders') THEN
    ALTER TABLE orders ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id);
  ELSE
    ALTER TABLE orders ADD CONSTRAINT from_user FOREIGN KEY (user_id) REFERENCES users (id); -- want add-fk-without-not-valid: looked up in `users`
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'to_payer') THEN
    ALTER TABLE orders ADD CONSTRAINT to_payer FOREIGN KEY (payer) REFERENCES users (id); -- want add-fk-without-not-valid: looked up in `users`
  END IF;
END $$;
-- migration: 5_not_certain.up.sql
DO $$ BEGIN
  -- The one above may not have run.
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'to_payer') THEN
    ALTER TABLE orders ADD CONSTRAINT to_payer FOREIGN KEY (payer) REFERENCES users (id); -- want add-fk-without-not-valid: looked up in `users`
  END IF;
  -- More is asked than is understood.
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'to_user' AND convalidated = 'f') THEN
    ALTER TABLE orders ADD CONSTRAINT to_user_2 FOREIGN KEY (user_id) REFERENCES users (id); -- want add-fk-without-not-valid: looked up in `users`
  END IF;
END $$;
-- migration: 6_dropped.up.sql
ALTER TABLE orders DROP CONSTRAINT to_user;
-- migration: 7_again.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'to_user') THEN
    ALTER TABLE orders ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id); -- want add-fk-without-not-valid: looked up in `users`
  END IF;
END $$;
