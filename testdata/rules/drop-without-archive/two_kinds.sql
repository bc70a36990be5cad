-- migration: 20240101100000_options.sql
CREATE TABLE options (id bigint PRIMARY KEY, value text, start text, updated_at timestamptz);
-- migration: 20240201100000_start.sql
UPDATE options SET start = value WHERE id = 1;
ALTER TABLE options
    DROP COLUMN value, -- want drop-without-archive: running code that still reads or writes `options.value` fails
    DROP COLUMN updated_at; -- want drop-without-archive: destroys the values of `options.updated_at`
