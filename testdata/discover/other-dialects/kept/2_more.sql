ALTER TABLE files ADD COLUMN blob_size bigint;
CREATE FUNCTION strftime_like(moment date) RETURNS text LANGUAGE sql RETURN moment::text;
