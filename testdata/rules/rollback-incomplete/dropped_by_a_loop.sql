-- A loop over the catalog has dropped the foreign keys: the way back need not make one again that was not there.
-- config: layout = "golang-migrate"
-- migration: 1_init.up.sql
CREATE TABLE parents (id uuid PRIMARY KEY);
CREATE TABLE children (id uuid PRIMARY KEY, parent uuid CONSTRAINT link REFERENCES parents (id), n int CONSTRAINT positive CHECK (n > 0));
CREATE TABLE others (id uuid PRIMARY KEY, parent uuid CONSTRAINT other_link REFERENCES parents (id));
-- migration: 1_init.down.sql
DROP TABLE others;
DROP TABLE children;
DROP TABLE parents;
-- migration: 2_loop.up.sql
DO $$ DECLARE r record; BEGIN
    FOR r IN SELECT k.conname, t.relname FROM pg_constraint k JOIN pg_class t ON k.conrelid = t.oid WHERE t.relname IN ('children') AND k.contype = 'f'
    LOOP EXECUTE 'ALTER TABLE ' || quote_ident(r.relname) || ' DROP CONSTRAINT ' || quote_ident(r.conname); END LOOP;
END $$;
-- migration: 2_loop.down.sql
SELECT 1;
-- migration: 3_drop.up.sql
DROP TABLE children;
-- migration: 3_drop.down.sql
CREATE TABLE children (id uuid PRIMARY KEY, parent uuid, n int CONSTRAINT positive CHECK (n > 0));
-- migration: 4_check.up.sql
ALTER TABLE children DROP CONSTRAINT positive;
-- migration: 4_check.down.sql
SELECT 1; -- want rollback-incomplete: the constraint `children.positive` is not there again
-- migration: 5_other.up.sql
ALTER TABLE others DROP CONSTRAINT other_link;
-- migration: 5_other.down.sql
SELECT 1; -- want rollback-incomplete: the constraint `others.other_link` is not there again
-- migration: 6_again.up.sql
ALTER TABLE others ADD CONSTRAINT again FOREIGN KEY (parent) REFERENCES parents (id);
-- migration: 6_again.down.sql
ALTER TABLE others DROP CONSTRAINT again;
-- migration: 7_all.up.sql
DO $$ DECLARE r record; BEGIN
    FOR r IN SELECT conname, conrelid::regclass AS relname FROM pg_constraint WHERE contype = 'f'
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.relname, r.conname); END LOOP;
END $$;
-- migration: 7_all.down.sql
SELECT 1;
-- migration: 8_others.up.sql
DROP TABLE others;
-- migration: 8_others.down.sql
CREATE TABLE others (id uuid PRIMARY KEY, parent uuid);
-- migration: 9_named.up.sql
DO $$ DECLARE wanted text := 'children'; BEGIN
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS another', wanted);
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'third') THEN EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', wanted, 'third'); END IF;
END $$;
ALTER TABLE parents ADD COLUMN n integer CONSTRAINT fourth CHECK (n > 0);
-- migration: 9_named.down.sql
ALTER TABLE parents DROP COLUMN n;
