-- migration: 1_refresh.sql
REFRESH MATERIALIZED VIEW reporting.daily_totals WITH DATA; -- want refresh-matview-not-concurrent: blocks every read of `reporting.daily_totals`
