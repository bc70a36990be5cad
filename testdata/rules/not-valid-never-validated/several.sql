-- migration: 20250110090000_base.sql
CREATE TABLE trades (id bigint PRIMARY KEY, price integer, amount integer, offer_id bigint);
CREATE TABLE offers (id bigint PRIMARY KEY, price integer);
-- migration: 20250210090000_constraints.sql
ALTER TABLE trades ADD CONSTRAINT price_sane CHECK (price > 0) NOT VALID; -- want not-valid-never-validated: no later migration validates `price_sane` and `amount_sane` on `trades`
ALTER TABLE trades ADD CONSTRAINT amount_sane CHECK (amount > 0) NOT VALID;
ALTER TABLE offers ADD CONSTRAINT price_sane CHECK (price > 0) NOT VALID; -- want not-valid-never-validated: validates `price_sane` on `offers`
-- migration: 20250801090000_later.sql
ALTER TABLE offers ADD COLUMN name text;
