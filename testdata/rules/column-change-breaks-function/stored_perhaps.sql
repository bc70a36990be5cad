-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE archive (id bigint, note text);
CREATE TABLE scratch (id bigint, note text);
CREATE FUNCTION handles() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive SELECT * FROM orders WHERE note = 'old';
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'not put away: %', SQLERRM;
END
$$;
CREATE FUNCTION if_told(really boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF really THEN
        INSERT INTO archive SELECT * FROM orders WHERE note = 'old';
    END IF;
END
$$;
CREATE FUNCTION by_the_way() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE scratch (LIKE orders) ON COMMIT DROP;
    INSERT INTO scratch SELECT * FROM orders WHERE note = 'old';
END
$$;
-- migration: 2_state.sql
ALTER TABLE orders ADD COLUMN state text;
