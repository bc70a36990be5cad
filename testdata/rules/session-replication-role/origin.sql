-- migration: 1_shop.sql
SET session_replication_role = 'origin';
SET session_replication_role TO DEFAULT;
RESET session_replication_role;
