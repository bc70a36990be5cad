-- The same migration goes on to write the body anew.
-- migration: 1_users.sql
CREATE TABLE profiles (user_id bigint PRIMARY KEY);
CREATE FUNCTION count_profiles() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM profiles); END $$;
-- migration: 2_path.sql
ALTER FUNCTION count_profiles() SET search_path = '';
CREATE OR REPLACE FUNCTION count_profiles() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN RETURN (SELECT count(*) FROM public.profiles); END $$;
