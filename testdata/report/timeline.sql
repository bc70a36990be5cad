-- migration: db/1_tables.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: db/2_notes.sql
SET lock_timeout = '5s';

ALTER TABLE orders ADD COLUMN note_length int;
UPDATE orders SET note_length = length(note);
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders -- a comment
    ADD /* another */ CONSTRAINT orders_customer_fk
    FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
SELECT count(*) FROM customers;
-- migration: db/3_legacy.sql
ALTER TABLE legacy."Order" ALTER COLUMN id TYPE bigint;
CREATE TABLE fresh (id int);
CREATE INDEX fresh_id ON fresh (id);
-- migration: db/4_many.sql
COMMENT ON TABLE customers IS 'one';
SELECT 1;
SELECT 2;
SELECT 3;
SELECT 4;
SELECT 5;
SELECT 6;
SELECT 7;
SELECT 8;
SELECT 9;
SELECT 10;
SELECT 11;
ALTER TABLE customers VALIDATE CONSTRAINT customers_email_check;
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1) THEN
    ALTER TABLE customers ALTER COLUMN email SET NOT NULL;
  END IF;
END $$;
-- migration: db/5_nothing.sql
SELECT 1;
-- migration: db/6_refused.sql
SELECT 1;
CREATE INDEX CONCURRENTLY customers_email_idx ON customers (email);
-- migration: db/7_rewrite.sql
ALTER TABLE customers ALTER COLUMN email TYPE varchar(80);
-- migration: db/8_taken_back.sql
BEGIN;
LOCK TABLE customers IN SHARE MODE;
SAVEPOINT a;
ALTER TABLE orders ADD COLUMN region text;
ROLLBACK TO SAVEPOINT a;
UPDATE orders SET note = '' WHERE note IS NULL;
COMMIT;
