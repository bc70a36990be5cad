-- migration: 1_shop.sql
CREATE FUNCTION total(i int) RETURNS int LANGUAGE sql AS 'SELECT i';
GRANT EXECUTE ON FUNCTION total(int) TO app;
-- migration: 2_function.sql
REVOKE EXECUTE ON FUNCTION total(int) FROM app;
REVOKE CONNECT ON DATABASE shop FROM app;
-- migration: 3_anew.sql
REVOKE EXECUTE ON FUNCTION total(int) FROM PUBLIC;
REVOKE ALL ON FUNCTION total(int) FROM app;
GRANT EXECUTE ON FUNCTION total(int) TO app;
