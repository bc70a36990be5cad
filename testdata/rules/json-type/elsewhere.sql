CREATE TEMP TABLE incoming (body json);
CREATE FUNCTION parse(body json) RETURNS json LANGUAGE sql AS $$ SELECT body $$;
