-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID; -- want add-constraint-not-idempotent: the constraint `positive` is there already
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID; -- want add-constraint-not-idempotent: adds the same constraint to `orders` again
ALTER TABLE orders VALIDATE CONSTRAINT positive;
-- +goose Down
-- irreversible
