-- An index on `(code)` in parentheses is written as an expression and serves ON CONFLICT (code).
-- migration: 1_shop.sql
CREATE TABLE totals (code text, n int);
CREATE TABLE orders (id bigint PRIMARY KEY, code text);
CREATE UNIQUE INDEX totals_code ON totals ((code));
-- migration: 2_count.sql
CREATE FUNCTION count_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO totals (code, n) VALUES (NEW.code, 1) ON CONFLICT (code) DO UPDATE SET n = totals.n + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER count_order AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION count_order();
