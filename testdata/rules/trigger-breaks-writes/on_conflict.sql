-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, mail text);
CREATE TABLE refunds (id bigint PRIMARY KEY, mail text);
CREATE TABLE users (id bigserial PRIMARY KEY, mail text CONSTRAINT users_mail UNIQUE, name text);
CREATE TABLE people (id bigserial PRIMARY KEY, mail text);
CREATE UNIQUE INDEX people_mail ON people (mail);
CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO users (mail) VALUES (NEW.mail) ON CONFLICT (mail) DO NOTHING;
    RETURN NEW;
END
$$;
CREATE FUNCTION greet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people (mail) VALUES (NEW.mail) ON CONFLICT (mail) DO UPDATE SET mail = excluded.mail;
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_meet AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION meet();
CREATE TRIGGER refunds_greet AFTER INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION greet();
-- migration: 2_replaced.sql
CREATE UNIQUE INDEX users_mail_2 ON users (mail);
ALTER TABLE users DROP CONSTRAINT users_mail;
-- migration: 3_partial.sql
DROP INDEX users_mail_2; -- want trigger-breaks-writes: every INSERT of `orders` that fires the trigger `orders_meet` fails from here on: its function `meet` says ON CONFLICT (mail) of `users`, which has no unique index of just that
CREATE UNIQUE INDEX users_mail_3 ON users (mail) WHERE name IS NOT NULL;
-- migration: 4_gone.sql
DROP INDEX people_mail; -- want trigger-breaks-writes: every INSERT of `refunds`
