-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, total numeric);
CREATE TABLE counters (id bigint PRIMARY KEY);
CREATE MATERIALIZED VIEW sums AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
CREATE FUNCTION refresh_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    REFRESH MATERIALIZED VIEW sums;
    RETURN NULL;
END
$$;
CREATE FUNCTION one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE counters IN EXCLUSIVE MODE;
    RETURN NEW;
END
$$;
CREATE FUNCTION count_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE counters SET id = id + 1 WHERE id = 1;
    LOCK TABLE counters IN ROW EXCLUSIVE MODE;
    RETURN NULL;
END
$$;
-- migration: 2_sums.sql
CREATE TRIGGER sums AFTER INSERT OR UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION refresh_sums(); -- want ddl-via-function-call: every INSERT and UPDATE of `orders` blocks every read and write to `sums` from here on, until its transaction ends: the function `refresh_sums` of its trigger does REFRESH MATERIALIZED VIEW
-- migration: 3_counters.sql
CREATE TRIGGER number BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION one_by_one(); -- want ddl-via-function-call: blocks every write and SELECT … FOR UPDATE to `counters` from here on
CREATE TRIGGER count AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_one();
-- migration: 4_not_for_long.sql
CREATE TRIGGER for_now AFTER INSERT ON counters FOR EACH STATEMENT EXECUTE FUNCTION refresh_sums();
-- migration: 5_gone.sql
DROP TRIGGER for_now ON counters;
