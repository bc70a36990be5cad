-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, total numeric);
CREATE TABLE seen (id bigint);
CREATE MATERIALIZED VIEW sums AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
CREATE FUNCTION refresh_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    REFRESH MATERIALIZED VIEW sums;
    RETURN NULL;
END
$$;
CREATE FUNCTION refresh_at_night() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF extract(hour FROM now()) = 3 THEN
        REFRESH MATERIALIZED VIEW sums;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION once_each() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE IF NOT EXISTS seen (id bigint);
    TRUNCATE seen;
    RETURN NULL;
END
$$;
-- migration: 2_triggers.sql
CREATE TRIGGER a AFTER UPDATE OF total ON orders FOR EACH STATEMENT EXECUTE FUNCTION refresh_sums();
CREATE TRIGGER b AFTER INSERT ON orders FOR EACH ROW WHEN (NEW.total > 1000) EXECUTE FUNCTION refresh_sums();
CREATE TRIGGER c AFTER INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION refresh_at_night();
CREATE TRIGGER d AFTER INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION once_each();
