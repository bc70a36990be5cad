-- migration: 1_shop.up.sql
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE customers (id bigserial PRIMARY KEY, email text UNIQUE, mood mood DEFAULT 'ok');
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id));
ALTER TABLE customers ADD COLUMN vip boolean NOT NULL DEFAULT false;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.email := lower(NEW.email); RETURN NEW; END $$;
CREATE TRIGGER customers_touch BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON customers FOR SELECT TO app USING (email = current_user);
CREATE VIEW vips AS SELECT id, email FROM customers WHERE vip;
GRANT SELECT ON customers TO app;
COMMENT ON TABLE customers IS 'who buys';
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_gone.up.sql
DROP TABLE customers CASCADE;
CREATE TABLE people (id bigint PRIMARY KEY);
