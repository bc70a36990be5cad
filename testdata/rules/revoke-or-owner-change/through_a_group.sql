-- migration: 1_shop.sql
CREATE ROLE staff NOLOGIN;
CREATE ROLE readers NOLOGIN ROLE staff;
CREATE ROLE app LOGIN IN ROLE staff;
CREATE ROLE cron LOGIN;
GRANT staff TO cron;
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id bigint PRIMARY KEY);
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION total() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION total() TO staff, app;
GRANT USAGE ON SCHEMA shop TO readers, app;
GRANT SELECT ON shop.orders TO readers, app;
GRANT INSERT ON shop.orders TO app;
REVOKE CONNECT ON DATABASE shop FROM PUBLIC;
GRANT CONNECT ON DATABASE shop TO staff, app;
-- migration: 2_less.sql
REVOKE EXECUTE ON FUNCTION total() FROM app;
REVOKE USAGE ON SCHEMA shop FROM app;
REVOKE SELECT ON shop.orders FROM app;
REVOKE SELECT ON ALL TABLES IN SCHEMA shop FROM app;
REVOKE CONNECT ON DATABASE shop FROM app;
-- migration: 3_all.sql
REVOKE ALL ON shop.orders FROM app; -- want revoke-or-owner-change: `app` loses every right on `shop.orders`
-- migration: 4_option.sql
REVOKE ADMIN OPTION FOR staff FROM cron;
-- migration: 5_member.sql
REVOKE staff FROM cron; -- want revoke-or-owner-change: `cron` is no longer a member of `staff`
-- migration: 6_both.sql
REVOKE EXECUTE ON FUNCTION total() FROM staff, app; -- want revoke-or-owner-change: `staff` loses EXECUTE on `total`
-- migration: 7_again.sql
GRANT readers TO app;
-- migration: 8_still_one.sql
REVOKE readers FROM app;
