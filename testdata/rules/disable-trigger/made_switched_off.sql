-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER old_note AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();
-- migration: 2_optional.sql
CREATE TRIGGER new_note AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE orders DISABLE TRIGGER new_note;
ALTER TABLE orders DISABLE TRIGGER old_note; -- want disable-trigger: switches off the trigger `old_note`
