-- `internal` is a type of the server's own, and no slip.
CREATE FUNCTION extract_value(text, internal) RETURNS internal AS '$libdir/trgm' LANGUAGE c IMMUTABLE STRICT; -- want superuser-operation: a function in c
