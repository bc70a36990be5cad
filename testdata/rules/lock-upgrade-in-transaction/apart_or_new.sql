-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders ADD COLUMN remark text;
-- migration: 2_each_alone.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE orders ADD COLUMN touched_at timestamptz;
-- migration: 3_new.sql
BEGIN;
CREATE TABLE lines (id bigint PRIMARY KEY, note text);
CREATE INDEX lines_note_idx ON lines (note);
ALTER TABLE lines ADD COLUMN remark text;
COMMIT;
