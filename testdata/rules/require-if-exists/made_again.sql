-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders DROP CONSTRAINT orders_buyer_fkey, ADD CONSTRAINT orders_buyer_fkey FOREIGN KEY (buyer) REFERENCES people (id) NOT VALID;
ALTER TABLE orders DROP COLUMN note, ADD COLUMN note jsonb;
ALTER TABLE orders DROP CONSTRAINT orders_total, ADD CONSTRAINT orders_sum CHECK (sum > 0) NOT VALID; -- want require-if-exists: the constraint `orders_total`
ALTER TABLE orders VALIDATE CONSTRAINT orders_buyer_fkey;
-- +goose Down
-- irreversible
-- migration: 2_backfill.sql
-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE PROCEDURE fill_state() LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET state = 'open' WHERE state IS NULL; END $$;
-- +goose StatementEnd
CALL fill_state();
DROP PROCEDURE fill_state();
DROP PROCEDURE fill_total(); -- want require-if-exists: the procedure `fill_total`
ALTER TABLE orders DROP CONSTRAINT IF EXISTS state_known, ADD CONSTRAINT state_known CHECK (state IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT state_known;
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT state_known;
CREATE TABLE IF NOT EXISTS lines_old (id bigint PRIMARY KEY);
DROP TABLE lines_old;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
-- +goose Down
-- irreversible
