-- config: layout = "golang-migrate"
-- migration: 1_touch.up.sql
CREATE FUNCTION touch() RETURNS int LANGUAGE sql AS $$
  -- Counts from one.
  SELECT count(*)::int + 1 FROM orders
$$;
-- migration: 1_touch.down.sql
DROP FUNCTION touch();
-- migration: 2_other.up.sql
CREATE OR REPLACE FUNCTION touch() RETURNS int LANGUAGE sql AS 'SELECT 2';
-- migration: 2_other.down.sql
CREATE OR REPLACE FUNCTION touch() RETURNS int LANGUAGE sql AS $$ SELECT count( * )::int+1 /* all */ FROM orders $$;
-- migration: 3_zero.up.sql
CREATE OR REPLACE FUNCTION touch() RETURNS int LANGUAGE sql AS 'SELECT 3';
-- migration: 3_zero.down.sql
CREATE OR REPLACE FUNCTION touch() RETURNS int LANGUAGE sql AS 'SELECT 4'; -- want rollback-incomplete: the function `touch()`
