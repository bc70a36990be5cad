-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE changes (what text, who text);
CREATE TABLE users (id bigserial PRIMARY KEY, mail text CONSTRAINT users_mail UNIQUE);
CREATE TABLE people (id bigserial PRIMARY KEY, mail text);
CREATE UNIQUE INDEX people_mail ON people (mail);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO changes (what) VALUES (OLD.note);
    ELSE
        INSERT INTO changes (what, who) VALUES (NEW.note, current_user);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.note IS NOT NULL THEN
        INSERT INTO people (mail) VALUES (NEW.note) ON CONFLICT (mail) DO NOTHING;
        INSERT INTO users (mail) VALUES (NEW.note) ON CONFLICT ON CONSTRAINT users_mail DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER orders_audit AFTER INSERT OR UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
CREATE TRIGGER orders_meet AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION meet();
-- migration: 2_who.sql
ALTER TABLE changes ADD CONSTRAINT who_is_there CHECK (who IS NOT NULL) NOT VALID;
-- migration: 3_mail.sql
DROP INDEX people_mail;
-- migration: 4_renamed.sql
ALTER TABLE users RENAME CONSTRAINT users_mail TO users_mail_key;
