CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;
CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS $$ SELECT a $$;
CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql STABLE AS $$ SELECT a + 1 $$;
CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN END $$;
CREATE FUNCTION gone() RETURNS void LANGUAGE sql AS $$ $$;
CREATE PROCEDURE p(x int) LANGUAGE sql AS $$ $$;
ALTER FUNCTION g() VOLATILE SECURITY INVOKER;
ALTER FUNCTION f(text) RENAME TO ff;
REVOKE ALL ON FUNCTION f(int) FROM PUBLIC;
DROP FUNCTION gone;
CREATE FUNCTION r(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;
DROP FUNCTION r(int);
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE FUNCTION late() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;

-- expected:
-- function f(int4): returns int4, language sql, volatility stable, execute revoked from public, body #f16b8eac
-- function ff(text): returns text, language sql, volatility volatile, body #c2f16fc2
-- function g(): returns void, language plpgsql, volatility volatile, settings search_path, body #eede076a
-- function late(): returns int4, language sql, volatility volatile, execute revoked from public, body #2d147261
-- procedure p(int4): language sql, body #31f9c328
