-- migration: 1_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY made_elsewhere;
-- migration: 2_maybe.sql
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_matviews WHERE matviewname = 'made_elsewhere') THEN
        REFRESH MATERIALIZED VIEW CONCURRENTLY made_elsewhere;
    END IF;
END $$;
