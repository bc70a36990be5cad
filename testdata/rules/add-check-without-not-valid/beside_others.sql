-- What the constraint needs of the same statement is printed with it.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, CONSTRAINT known CHECK (state <> ''));
-- migration: 2_known.up.sql
ALTER TABLE orders DROP CONSTRAINT known, ADD CONSTRAINT known CHECK (state IN ('a', 'b')); -- want add-check-without-not-valid: help: ALTER TABLE orders DROP CONSTRAINT known, ADD CONSTRAINT known CHECK (state IN ('a', 'b')) NOT VALID;
-- migration: 3_count.up.sql
ALTER TABLE orders ADD COLUMN number int DEFAULT 1, ADD CONSTRAINT positive CHECK (number > 0); -- want add-check-without-not-valid: help: ALTER TABLE orders ADD COLUMN number int DEFAULT 1, ADD CONSTRAINT positive CHECK (number > 0) NOT VALID;
