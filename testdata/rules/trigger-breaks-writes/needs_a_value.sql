-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE lines (id bigint PRIMARY KEY, note text);
CREATE TABLE changes (what text, who text, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE filled (what text, who text);
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (what) VALUES (NEW.note);
    RETURN NEW;
END
$$;
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.who := current_user; RETURN NEW; END $$;
CREATE FUNCTION audit_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO filled (what) VALUES (NEW.note);
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
CREATE TRIGGER lines_audit AFTER UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION audit_lines();
CREATE TRIGGER filled_who BEFORE INSERT ON filled FOR EACH ROW EXECUTE FUNCTION fill();
-- migration: 2_who.sql
ALTER TABLE changes ALTER who SET NOT NULL; -- want trigger-breaks-writes: every UPDATE of `orders` that fires the trigger `orders_audit` fails from here on: its function `audit` leaves out `changes.who`, which takes no null and has no default
-- migration: 3_at.sql
ALTER TABLE changes ALTER at DROP DEFAULT; -- want trigger-breaks-writes: leaves out `changes.at`
-- migration: 4_by_a_trigger.sql
ALTER TABLE filled ALTER who SET NOT NULL;
-- migration: 5_with_a_default.sql
ALTER TABLE changes ADD COLUMN place text NOT NULL DEFAULT '';
-- migration: 6_by_a_check.sql
ALTER TABLE changes ADD COLUMN why text;
ALTER TABLE changes ADD CONSTRAINT why_is_there CHECK (why IS NOT NULL) NOT VALID; -- want trigger-breaks-writes: leaves out `changes.why`, which takes no null
-- migration: 7_now_for_good.sql
ALTER TABLE changes VALIDATE CONSTRAINT why_is_there;
ALTER TABLE changes ALTER why SET NOT NULL;
-- migration: 8_made.sql
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TRIGGER notes_audit AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION audit(); -- want trigger-breaks-writes: every INSERT of `notes`
-- migration: 9_put_right.sql
ALTER TABLE filled ADD COLUMN seen boolean NOT NULL DEFAULT false;
DROP TRIGGER filled_who ON filled;
ALTER TABLE filled ALTER who SET DEFAULT current_user;
