-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);
-- migration: 1_shop.down.sql
DROP TABLE IF EXIST orders; -- want syntax-error: the way back cannot run
SELECT 1;
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN a int;
-- migration: 2_more.down.sql
DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'orders' || ' DROP COLUMN a'; END $$;
