-- migration: 1_old.sql
DROP INDEX CONCURRENTLY IF EXISTS legacy_idx;
ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE USING INDEX orders_number_idx;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
-- migration: 2_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE);
-- migration: 3_guarded.sql
DO $$
BEGIN
    DROP INDEX users_email_key;
EXCEPTION WHEN dependent_objects_still_exist THEN
    ALTER TABLE users DROP CONSTRAINT users_email_key;
END $$;
