-- config: layout = "tern"
-- tern runs RESET ALL after each migration, which leaves the role.
-- migration: 001_orders.sql
SET search_path = shop;
SET ROLE owner; -- want session-setting-leak: `role` is never set back
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 002_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
