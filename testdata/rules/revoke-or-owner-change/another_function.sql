-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE FUNCTION price(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
CREATE FUNCTION price(t text) RETURNS text LANGUAGE sql AS 'SELECT t';
CREATE FUNCTION shop.total(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
CREATE FUNCTION public.total(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
CREATE FUNCTION old(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
REVOKE EXECUTE ON FUNCTION price(int), shop.total(int), public.total(int), old(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION price(int), price(text), old(int), shop.total(int) TO app;
-- migration: 2_overload_that_all_may_call.sql
REVOKE EXECUTE ON FUNCTION price(text) FROM app;
-- migration: 3_other_schema.sql
REVOKE EXECUTE ON FUNCTION public.total(int) FROM app;
-- migration: 4_given_to_all.sql
REVOKE EXECUTE ON FUNCTION shop.total(int) FROM app;
GRANT EXECUTE ON FUNCTION shop.total(int) TO PUBLIC;
-- migration: 5_dropped.sql
REVOKE EXECUTE ON FUNCTION old(int) FROM app;
DROP FUNCTION old(int); -- want drop-function
-- migration: 6_by_name.sql
REVOKE EXECUTE ON FUNCTION price(int) FROM reports, app; -- want revoke-or-owner-change: `app` loses EXECUTE on `price`
