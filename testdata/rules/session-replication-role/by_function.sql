-- migration: 1_shop.sql
SELECT set_config('session_replication_role', 'replica', false); -- want session-replication-role: rows that break them get in
SET session_replication_role = DEFAULT;
