-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE foo_history (id int, a text, at timestamptz);
CREATE TABLE wide_history (id int, a text, at timestamptz, b text, c text);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foo_history SELECT OLD.*, now();
    INSERT INTO wide_history SELECT OLD.*, now();
    RETURN NEW;
END
$$;
CREATE FUNCTION stamps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.stamp := now(); RETURN NEW; END $$;
CREATE TRIGGER kept BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION keep();
-- migration: 2_both.sql
ALTER TABLE foo ADD COLUMN z int;
ALTER TABLE foo_history ADD COLUMN z int;
-- migration: 3_prepared.sql
CREATE TRIGGER stamped BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION stamps();
-- migration: 4_column.sql
ALTER TABLE foo ADD COLUMN stamp timestamptz;
ALTER TABLE foo_history ADD COLUMN stamp timestamptz;
-- migration: 5_only_one.sql
ALTER TABLE foo ADD COLUMN last int; -- want trigger-breaks-writes: its function `keep` stores 6 values in `foo_history`, which has 5 columns
