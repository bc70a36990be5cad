-- config: layout = "flyway"
-- migration: V1__numbers.sql
CREATE SEQUENCE numbers;
-- migration: V2__restart.sql
${ignoreIfProd} ALTER SEQUENCE numbers RESTART WITH 200000000;
${ignoreIfProd} ALTER SEQUENC numbers RESTART WITH 200000000; -- want syntax-error: syntax error
