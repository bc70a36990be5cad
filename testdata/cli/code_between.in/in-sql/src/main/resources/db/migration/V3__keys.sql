CREATE INDEX orders_id ON orders (id);
ALTER TABLE orders ALTER COLUMN id DROP NOT NULL;
ALTER TABLE orders ADD CONSTRAINT orders_parcel_fkey FOREIGN KEY (parcel) REFERENCES parcels (id) NOT VALID;
