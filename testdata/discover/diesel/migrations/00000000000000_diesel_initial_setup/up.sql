CREATE FUNCTION diesel_manage_updated_at(_tbl regclass) RETURNS void LANGUAGE sql AS $$ SELECT $$;
