-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, mail text);
CREATE TABLE users (id bigserial PRIMARY KEY, mail text CONSTRAINT users_mail UNIQUE, age int);
CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO users (mail) VALUES (NEW.mail) ON CONFLICT (mail) DO NOTHING;
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_meet AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION meet();
-- migration: 2_several.sql
ALTER TABLE users DROP COLUMN age;
ALTER TABLE users DROP CONSTRAINT users_mail; -- want trigger-breaks-writes: says ON CONFLICT (mail) of `users`
ALTER TABLE users ADD COLUMN note text;
