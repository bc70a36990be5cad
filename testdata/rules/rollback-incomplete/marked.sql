-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_less.up.sql
ALTER TABLE orders DROP COLUMN note;
-- migration: 2_less.down.sql
-- the notes cannot be restored: irreversible
SELECT 1;
-- migration: 3_less.up.sql
DROP TABLE orders;
-- migration: 3_less.down.sql
DO $$ BEGIN RAISE EXCEPTION 'orders are gone'; END $$;
-- migration: 4_shop.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
-- migration: 4_shop.down.sql
DO $$ BEGIN RAISE 'customers are here to stay'; END $$;
-- migration: 5_shop.up.sql
CREATE TABLE parcels (id bigint PRIMARY KEY);
-- migration: 5_shop.down.sql
DO $$ BEGIN RAISE NOTICE 'parcels are here to stay'; END $$; -- want rollback-incomplete
