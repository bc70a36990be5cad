-- config: layout = "sqlx"
-- An aggregate reads all rows, to answer whether there is one answer.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 2_look.sql
ALTER TABLE carts ADD COLUMN note text;
DO $$ BEGIN
    IF EXISTS (SELECT max(total) FROM orders) THEN -- want slow-statement-while-holding-lock
        RAISE NOTICE 'there are';
    END IF;
END $$;
