CREATE FUNCTION make_trigger() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TRIGGER touch BEFORE UPDATE ON seats FOR EACH ROW EXECUTE FUNCTION touch();
END
$$;
CREATE PROCEDURE clean_up() LANGUAGE sql AS $$ DELETE FROM seats WHERE id < 0 $$;
CALL clean_up();
SELECT set_config('search_path', 'shop', false), now();
