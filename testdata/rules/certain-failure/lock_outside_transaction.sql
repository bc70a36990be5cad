-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
LOCK TABLE orders IN SHARE MODE;
SAVEPOINT made;
ROLLBACK TO SAVEPOINT made;
RELEASE SAVEPOINT made;
COMMIT;
LOCK TABLE orders IN SHARE MODE; -- want certain-failure: fails: LOCK TABLE can only be used in transaction blocks
SAVEPOINT late; -- want certain-failure: fails: SAVEPOINT can only be used in transaction blocks
ROLLBACK TO late; -- want certain-failure: fails: ROLLBACK TO SAVEPOINT can only be used
RELEASE late; -- want certain-failure: fails: RELEASE SAVEPOINT can only be used
DO $$ BEGIN LOCK TABLE orders; END $$;
