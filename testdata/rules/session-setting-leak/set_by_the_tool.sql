-- config: layout = "flyway"
-- Flyway sets the role and the path anew before each migration.
-- migration: V1__orders.sql
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.orders (id bigint PRIMARY KEY);
-- migration: V2__notes.sql
SET ROLE owner;
SET session_replication_role = replica; -- want session-setting-leak: `session_replication_role` is never set back
CREATE TABLE notes (id bigint PRIMARY KEY);
