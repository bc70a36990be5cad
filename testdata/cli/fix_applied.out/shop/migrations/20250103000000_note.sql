-- migrate-lint: allow-file(unbatched-backfill) few rows
UPDATE orders SET note = '' WHERE note IS NULL;
CREATE INDEX orders_note_idx ON orders (note);
