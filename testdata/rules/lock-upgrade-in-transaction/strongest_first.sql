-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
ALTER TABLE orders ADD COLUMN remark text;
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders ADD COLUMN source text;
-- migration: 3_limited.sql
SET LOCAL lock_timeout = '2s';
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE orders ADD COLUMN touched_at timestamptz;
