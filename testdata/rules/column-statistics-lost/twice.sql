-- A column that is changed in two branches is named once.
-- migration: 20240101000000_links.sql
CREATE TABLE links (id bigint PRIMARY KEY, name varchar(64) NOT NULL, target bigint);
CREATE INDEX links_name ON links (name, target);
-- migration: 20240301000000_wider.sql
DO $$ BEGIN
    IF current_setting('server_version_num')::int > 160000 THEN
        ALTER TABLE links ALTER COLUMN name TYPE varchar; -- want column-statistics-lost: the statistics of `name` in `links` go
    ELSE
        ALTER TABLE links ALTER COLUMN name TYPE varchar;
    END IF;
END $$;
