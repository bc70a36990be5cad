-- migration: 1_billing.sql
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id bigint PRIMARY KEY, note text);
GRANT USAGE, CREATE ON SCHEMA billing TO shop;
REVOKE ALL ON SCHEMA billing FROM shop;
-- migration: 2_create_only.sql
REVOKE CREATE ON SCHEMA billing FROM shop;
-- migration: 3_everybody.sql
REVOKE ALL ON SCHEMA public FROM shop;
REVOKE USAGE ON SCHEMA billing FROM PUBLIC;
-- migration: 4_set.sql
REVOKE ALL ON SCHEMA billing FROM shop;
GRANT USAGE ON SCHEMA billing TO shop;
-- migration: 5_open_to_all.sql
GRANT USAGE ON SCHEMA billing TO PUBLIC;
-- migration: 6_open_to_all.sql
REVOKE USAGE ON SCHEMA billing FROM shop;
