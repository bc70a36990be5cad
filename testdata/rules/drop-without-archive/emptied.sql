-- The rows went before: of their loss another rule speaks.
CREATE TABLE files (id bigint PRIMARY KEY, blob_uri text, kind text);
-- migration: 2_refactor.sql
DELETE FROM files;
ALTER TABLE files DROP COLUMN blob_uri; -- want drop-without-archive: running code that still uses `files.blob_uri` fails from here on; the values have gone with the rows$
