-- migration: 1_shop.sql
SET session_replication_role = replica; -- want session-replication-role: turns foreign keys and triggers off
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
RESET session_replication_role;
