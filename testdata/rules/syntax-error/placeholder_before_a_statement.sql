-- config: layout = "flyway"
-- migration: V1__numbers.sql
CREATE SEQUENCE numbers;
-- migration: V2__restart.sql
${onlyInTests} ALTER SEQUENCE numbers RESTART WITH 200000000;
${onlyInTests} ALTER SEQUENC numbers RESTART WITH 200000000; -- want syntax-error: syntax error
