-- migration: V1__all.sql
\i functions.sql -- want opaque-dynamic-sql: what this line includes
SELECT 1;
