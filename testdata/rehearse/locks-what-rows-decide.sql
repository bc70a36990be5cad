-- migration: 0001_shop.up.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE audit (id bigint);
CREATE TABLE runs (id bigint);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users,
    note text,
    paid boolean NOT NULL DEFAULT false
);
CREATE FUNCTION note_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit VALUES (NEW.id);
    RETURN NEW;
END $$;
CREATE FUNCTION note_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO runs VALUES (1);
    RETURN NULL;
END $$;
CREATE TRIGGER note_row AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE TRIGGER note_run AFTER UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION note_run();
-- migration: 0001_shop.down.sql
DROP TABLE orders;
DROP TABLE users, audit, runs;
DROP FUNCTION note_row();
DROP FUNCTION note_run();
-- migration: 0002_no_row.up.sql
-- Changes no row: only the trigger for the statement runs.
UPDATE orders SET note = '' WHERE false;
-- migration: 0003_rows.up.sql
-- The second one comes upon rows that this transaction has written, so their foreign keys are looked up once more.
UPDATE orders SET note = 'none';
UPDATE orders SET paid = true;
-- migration: 0004_condition.up.sql
DO $$
BEGIN
    IF (SELECT count(*) FROM users) > 1000000 THEN
        DELETE FROM audit;
        CREATE INDEX runs_idx ON runs (id);
    END IF;
END $$;
