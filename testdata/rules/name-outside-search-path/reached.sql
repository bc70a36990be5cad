-- Written with the schema, on the path, the server's own, made in the body, or handled.
-- migration: 1_users.sql
CREATE SCHEMA app;
CREATE TABLE profiles (user_id bigint PRIMARY KEY);
CREATE TABLE app.seen (id bigint);
CREATE FUNCTION a() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN RETURN (SELECT count(*) FROM public.profiles); END $$;
CREATE FUNCTION b() RETURNS bigint LANGUAGE plpgsql SET search_path = public AS $$ BEGIN RETURN (SELECT count(*) FROM profiles); END $$;
CREATE FUNCTION c() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN RETURN (SELECT count(*) FROM pg_class); END $$;
CREATE FUNCTION d() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN DELETE FROM profiles; EXCEPTION WHEN undefined_table THEN NULL; END $$;
CREATE FUNCTION e() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN CREATE TEMP TABLE profiles (n int); RETURN (SELECT count(*) FROM profiles); END $$;
CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN PERFORM set_config('search_path', 'public', true); RETURN (SELECT count(*) FROM profiles); END $$;
CREATE FUNCTION g() RETURNS bigint LANGUAGE plpgsql SET search_path = app, public AS $$ BEGIN RETURN (SELECT count(*) FROM profiles) + (SELECT count(*) FROM seen); END $$;
CREATE FUNCTION h() RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN RETURN (WITH profiles AS (SELECT 1) SELECT count(*) FROM profiles); END $$;
