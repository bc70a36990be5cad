CREATE OR REPLACE FUNCTION handle_new_user() -- want function-search-path: whoever may call `handle_new_user`
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
AS $$
BEGIN
    INSERT INTO profiles (id, email) VALUES (new.id, new.email);
    RETURN new;
END;
$$;
