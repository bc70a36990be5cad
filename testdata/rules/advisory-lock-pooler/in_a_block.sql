-- migration: 1_shop.sql
DO $$
BEGIN
    PERFORM pg_advisory_lock(hashtext('shop'), 1); -- want advisory-lock-pooler: under a pooler is not when the migration does
END $$;
SELECT pg_try_advisory_lock(42); -- want advisory-lock-pooler: `pg_try_advisory_lock`
