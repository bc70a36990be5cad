DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'x') THEN
    -- allowed here
    ALTER TABLE app.t ADD CONSTRAINT x CHECK (a > 0);
  END IF;
END $$;
DO $$
BEGIN
    CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION
    WHEN duplicate_object THEN null;
END
$$ LANGUAGE plpgsql;
DO 'BEGIN EXECUTE ''ALTER TABLE a ADD b int''; END';
DO $do$
<<outer>>
DECLARE
  r record;
  sql text := 'x';
  is_there boolean;
BEGIN
  SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE column_name = 'y') INTO is_there;
  IF NOT is_there THEN
    ALTER TABLE t ADD COLUMN y int;
  END IF;
  EXECUTE $q$ CREATE INDEX i ON t (a) $q$;
  EXECUTE format('DROP TABLE %I', 'x');
  EXECUTE 'DROP ' || sql;
  EXECUTE 'SELECT 1 FROM z WHERE id = $1' INTO r USING 5;
  FOR r IN SELECT tablename FROM pg_tables LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(r.tablename) || ' ENABLE ROW LEVEL SECURITY';
    UPDATE t SET a = 1;
  END LOOP;
  FOR i IN 1..10 LOOP
    INSERT INTO t VALUES (i);
    COMMIT;
  END LOOP;
  BEGIN
    DROP TABLE gone;
  EXCEPTION WHEN undefined_table OR SQLSTATE '42P07' THEN
    RAISE NOTICE 'nothing; %', 'x';
    DELETE FROM log;
  END;
  PERFORM 1 FROM pg_class WHERE relname = 'q';
  IF NOT FOUND THEN CREATE TABLE q (a int); END IF;
  IF (SELECT true) THEN TRUNCATE w; END IF;
  sql := (SELECT 1);
  INSERT INTO a (b) VALUES (1) RETURNING b INTO sql;
END outer $do$;
DO $$
BEGIN
  IF to_regclass('public.t') IS NOT NULL THEN RETURN; END IF;
  CREATE TABLE t (a int);
END $$;
DO LANGUAGE plpython3u $$ import os $$;
