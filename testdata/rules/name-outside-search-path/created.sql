-- migration: 1_users.sql
CREATE SCHEMA app;
CREATE TABLE app.seen (id bigint);
CREATE TABLE profiles (user_id bigint PRIMARY KEY, name text);
CREATE FUNCTION rename_profile(one bigint, other text) RETURNS void LANGUAGE plpgsql SET search_path TO app, pg_temp AS $$ -- want name-outside-search-path: the function's search_path is `app` and `pg_temp`, and the table is `public.profiles`
BEGIN
    UPDATE profiles SET name = other WHERE user_id = one;
    DELETE FROM seen WHERE id = one;
END
$$;
