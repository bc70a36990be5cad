-- The planner decides what constants decide, and what is left is the same for every row.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_never_called.sql
ALTER TABLE orders ADD COLUMN a float8 DEFAULT CASE WHEN true THEN 1 ELSE random() END;
ALTER TABLE orders ADD COLUMN b float8 DEFAULT CASE WHEN 1 > 2 OR NULL THEN random() END;
ALTER TABLE orders ADD COLUMN c float8 DEFAULT CASE 'eu' WHEN 'us' THEN random() WHEN 'eu' THEN 0 ELSE random() END;
ALTER TABLE orders ADD COLUMN d float8 DEFAULT coalesce(NULL, 1.5, random());
ALTER TABLE orders ADD COLUMN e boolean DEFAULT (false AND random() > 0.5);
ALTER TABLE orders ADD COLUMN f boolean DEFAULT (random() > 0.5 OR NOT false);
ALTER TABLE orders ADD COLUMN g text DEFAULT 'x' || CASE WHEN 'a' IS NULL THEN gen_random_uuid()::text ELSE 'y' END;
-- migration: 3_called.sql
ALTER TABLE orders ADD COLUMN h float8 DEFAULT CASE WHEN true THEN random() ELSE 1 END; -- want add-column-volatile-default: is computed anew for every row
ALTER TABLE orders ADD COLUMN i float8 DEFAULT CASE WHEN now() > '2020-01-01' THEN 1 ELSE random() END; -- want add-column-volatile-default: is computed anew for every row
ALTER TABLE orders ADD COLUMN j float8 DEFAULT coalesce(NULL, random(), 1); -- want add-column-volatile-default: is computed anew for every row
ALTER TABLE orders ADD COLUMN k boolean DEFAULT (NULL OR random() > 0.5); -- want add-column-volatile-default: is computed anew for every row
ALTER TABLE orders ADD COLUMN l float8 DEFAULT CASE WHEN current_user = 'shop' THEN random() ELSE 1 END; -- want add-column-volatile-default: is computed anew for every row
ALTER TABLE orders ADD COLUMN m float8 DEFAULT CASE random() WHEN 1 THEN 1 ELSE 2 END; -- want add-column-volatile-default: is computed anew for every row
