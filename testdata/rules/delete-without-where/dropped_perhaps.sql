-- config: layout = "plain"
-- A drop that may not happen, or is taken back, speaks for no DELETE.
-- migration: 1_shop.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE visits (id bigint PRIMARY KEY);
-- migration: 2_empty.sql
DELETE FROM carts; -- want delete-without-where: every row
DO $$ BEGIN
    IF (SELECT count(*) FROM visits) = 0 THEN
        DROP TABLE carts; -- want drop-without-archive: `carts`
    END IF;
END $$;
-- migration: 3_try.sql
BEGIN;
DELETE FROM visits; -- want delete-without-where: every row
SAVEPOINT tried;
DROP TABLE visits; -- want drop-without-archive: `visits`
ROLLBACK TO SAVEPOINT tried;
COMMIT;
