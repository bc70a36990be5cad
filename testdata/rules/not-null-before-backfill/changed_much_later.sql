-- The application has filled the column. That a later migration changes some of its values says nothing about that.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, kind_id bigint NOT NULL);
-- migration: 2_kind.sql
ALTER TABLE orders ADD COLUMN kind text;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN kind SET NOT NULL;
-- migration: 4_another.sql
ALTER TABLE orders ADD COLUMN note text;
-- migration: 5_new_name.sql
UPDATE orders SET kind = 'retail' WHERE kind_id = 3;
-- migration: 6_region.sql
ALTER TABLE orders ADD COLUMN region text;
-- migration: 7_required.sql
ALTER TABLE orders ALTER COLUMN region SET NOT NULL; -- want not-null-before-backfill: `region`
-- migration: 8_too_late.sql
UPDATE orders SET region = 'EU' WHERE region IS NULL AND kind_id > 3;
