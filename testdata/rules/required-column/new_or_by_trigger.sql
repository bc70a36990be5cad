-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text NOT NULL DEFAULT '');
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a := coalesce(NEW.a, ''); RETURN NEW; END $$;
CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fill();
-- migration: 2_default.sql
ALTER TABLE orders ALTER COLUMN a DROP DEFAULT;
CREATE TABLE fresh (id bigint PRIMARY KEY, a text NOT NULL DEFAULT '');
ALTER TABLE fresh ALTER COLUMN a DROP DEFAULT;
