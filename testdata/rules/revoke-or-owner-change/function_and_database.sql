-- migration: 1_shop.sql
CREATE FUNCTION price(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
CREATE FUNCTION total(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
REVOKE EXECUTE ON FUNCTION price(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION price(int) TO app;
REVOKE CONNECT ON DATABASE shop FROM PUBLIC;
GRANT CONNECT ON DATABASE shop TO app, reports;
-- migration: 2_function.sql
REVOKE EXECUTE ON FUNCTION price(int) FROM app; -- want revoke-or-owner-change: `app` loses EXECUTE on `price`
-- migration: 3_database.sql
REVOKE CONNECT ON DATABASE shop FROM app; -- want revoke-or-owner-change: every new connection as `app` to `shop` fails from the commit on
-- migration: 4_has_it_through_public.sql
REVOKE EXECUTE ON FUNCTION total(int) FROM app;
REVOKE CONNECT ON DATABASE other FROM app;
REVOKE TEMPORARY ON DATABASE shop FROM reports;
