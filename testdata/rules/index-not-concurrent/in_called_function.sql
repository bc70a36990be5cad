-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
CREATE FUNCTION migrate() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    next_version int;
BEGIN
    SELECT stage + 1 INTO next_version FROM schema_version;
    IF next_version = 2 THEN
        EXECUTE 'CREATE TABLE "lines" ("id" bigint PRIMARY KEY, "order_id" bigint NOT NULL)';
        EXECUTE 'CREATE INDEX "orders_state_idx" ON "orders" ("state")'; -- want index-not-concurrent: blocks every write to `orders`
        EXECUTE 'CREATE INDEX "lines_order_idx" ON "lines" ("order_id")';
        UPDATE schema_version SET stage = next_version WHERE id = 1;
    END IF;
END
$$;
SELECT migrate();
DROP FUNCTION migrate();
-- migration: 3_lines.sql
CREATE INDEX lines_id_idx ON lines (id, order_id); -- want index-not-concurrent: blocks every write to `lines`
