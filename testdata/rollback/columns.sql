-- migration: 1_shop.up.sql
CREATE TABLE customers (id bigserial PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint REFERENCES customers (id) ON DELETE CASCADE,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid')),
    total numeric(10, 2) DEFAULT 0,
    note varchar(80) COLLATE "C"
);
CREATE INDEX orders_note_idx ON orders (lower(note)) WHERE note IS NOT NULL;
COMMENT ON COLUMN orders.note IS 'what the customer''s letter said';
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP TABLE customers;
-- migration: 2_less.up.sql
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR', ALTER COLUMN total TYPE numeric(12, 2);
ALTER TABLE orders ALTER COLUMN total SET NOT NULL, ALTER COLUMN state DROP DEFAULT;
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;
ALTER TABLE orders RENAME COLUMN state TO status;
ALTER TABLE orders RENAME TO purchases;
UPDATE purchases SET currency = 'USD', total = total * 2;
CREATE INDEX purchases_currency_idx ON purchases (currency);
