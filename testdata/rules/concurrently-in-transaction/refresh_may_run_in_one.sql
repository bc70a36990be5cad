-- config: layout = "sqlx"
-- migration: 1_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY daily;
