-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, name text);
CREATE VIEW names AS SELECT name FROM orders;
CREATE VIEW ids AS SELECT id FROM orders;
-- migration: 2_type.sql
DO $$
DECLARE
    definition text;
BEGIN
    SELECT view_definition INTO definition FROM information_schema.views WHERE table_name = 'names';
    DROP VIEW names;
    ALTER TABLE orders ALTER COLUMN name TYPE varchar;
    EXECUTE format('CREATE VIEW names AS %s', definition);
END $$;
-- migration: 3_less.sql
DROP VIEW ids; -- want drop-view: running code that still reads `ids` fails
