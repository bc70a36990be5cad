-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE FUNCTION fill() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET state = 'x' WHERE id = 1; COMMIT; END $$;
CREATE PROCEDURE fills() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
CREATE FUNCTION calls() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CALL fills(); END $$;
CREATE FUNCTION perhaps(b boolean) RETURNS void LANGUAGE plpgsql AS $$ BEGIN IF b THEN COMMIT; END IF; END $$;
CREATE FUNCTION caught() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'no'; END $$;
-- migration: 2_calls.sql
SELECT fill(); -- want certain-failure: fails: invalid transaction termination
SELECT calls(); -- want certain-failure: fails: invalid transaction termination
SELECT perhaps(false);
SELECT caught();
SELECT fill() FROM orders WHERE false;
CALL fills();
