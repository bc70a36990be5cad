-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, mail text);
CREATE TABLE users (id bigserial PRIMARY KEY, mail text CONSTRAINT users_mail UNIQUE);
CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO users (mail) VALUES (NEW.mail) ON CONFLICT ON CONSTRAINT users_mail DO NOTHING;
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_meet AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION meet();
-- migration: 2_renamed.sql
ALTER TABLE users RENAME CONSTRAINT users_mail TO users_mail_key; -- want trigger-breaks-writes: its function `meet` says ON CONFLICT ON CONSTRAINT users_mail of `users`, which has none of that name
