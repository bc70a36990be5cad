-- What a block is sure to run fails as it would outside.
-- migration: 1_nav.sql
CREATE TABLE nav (id bigint PRIMARY KEY, s integer);
CREATE VIEW shown AS SELECT s FROM nav;
-- migration: 2_wider.sql
DO $$ BEGIN
    ALTER TABLE nav ALTER COLUMN s TYPE bigint; -- want certain-failure: cannot alter type of a column used by a view or rule
END $$;
-- migration: 3_gone.sql
DO $$ BEGIN
    EXECUTE 'DROP TABLE nav'; -- want certain-failure: other objects depend on it
END $$;
