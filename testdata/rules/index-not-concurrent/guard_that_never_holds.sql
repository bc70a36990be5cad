-- What asks for an index or a table that the history has made never runs.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user ON orders (user_id);
-- migration: 2_repair.up.sql
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'orders_user' AND relnamespace = 'public'::regnamespace) THEN
    CREATE INDEX orders_user ON orders (user_id);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE tablename = 'orders' AND indexname = 'orders_user') THEN
    CREATE INDEX orders_user ON orders (user_id);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'user_id') THEN
    CREATE INDEX orders_users ON orders (user_id);
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'lines') THEN
    CREATE INDEX orders_id ON orders (id, user_id); -- want index-not-concurrent: blocks every write to `orders`
  END IF;
END $$;
