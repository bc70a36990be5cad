-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE methods (name text PRIMARY KEY);
CREATE TABLE libraries (id bigint PRIMARY KEY, method text);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- migration: 2_history.sql
CREATE TABLE libraries_history (id bigint, method text REFERENCES methods (name));
CREATE TRIGGER keep AFTER UPDATE ON libraries FOR EACH ROW EXECUTE FUNCTION keep();
INSERT INTO libraries_history SELECT id, method FROM libraries; -- want slow-statement-while-holding-lock: blocks every write to `libraries` while `libraries` is read
