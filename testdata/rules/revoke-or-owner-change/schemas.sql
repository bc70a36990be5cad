-- migration: 1_billing.sql
CREATE SCHEMA billing;
CREATE SCHEMA "Old";
CREATE TABLE billing.invoices (id bigint PRIMARY KEY, note text);
GRANT USAGE, CREATE ON SCHEMA billing TO shop;
-- migration: 2_usage.sql
REVOKE USAGE ON SCHEMA billing FROM shop; -- want revoke-or-owner-change: `shop` loses USAGE on the schema `billing`
-- migration: 3_all.sql
REVOKE ALL ON SCHEMA billing, "Old" FROM shop, "Ops"; -- want revoke-or-owner-change: `shop` and `"Ops"` lose USAGE on the schema `billing` and `"Old"`
-- migration: 4_unseen.sql
REVOKE USAGE ON SCHEMA reports FROM shop; -- want revoke-or-owner-change: on the schema `reports`
-- migration: 5_public.sql
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- migration: 6_public.sql
REVOKE ALL ON SCHEMA public FROM shop; -- want revoke-or-owner-change: on the schema `public`
