-- migration: 1_users.sql
CREATE TABLE profiles (user_id bigint PRIMARY KEY);
CREATE FUNCTION count_profiles() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM profiles);
END
$$;
-- migration: 2_path.sql
ALTER FUNCTION count_profiles() SET search_path = ''; -- want name-outside-search-path: every call of `count_profiles` that comes to `profiles` fails
