-- What the constraint needs of the same statement is printed with it.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint CONSTRAINT to_user REFERENCES users (id), state text);
CREATE INDEX orders_user ON orders (user_id);
-- migration: 2_cascade.up.sql
ALTER TABLE orders DROP CONSTRAINT IF EXISTS to_user, ALTER COLUMN state SET DEFAULT '', ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE; -- want add-fk-without-not-valid: help: ALTER TABLE orders DROP CONSTRAINT IF EXISTS to_user, ADD CONSTRAINT to_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;\n-- in a later migration:\nALTER TABLE orders VALIDATE CONSTRAINT to_user;
-- migration: 3_payer.up.sql
ALTER TABLE orders ADD COLUMN payer bigint DEFAULT 1, ADD CONSTRAINT to_payer FOREIGN KEY (payer) REFERENCES users (id); -- want add-fk-without-not-valid: help: ALTER TABLE orders ADD COLUMN payer bigint DEFAULT 1, ADD CONSTRAINT to_payer FOREIGN KEY (payer) REFERENCES users (id) NOT VALID;
-- migration: 4_unnamed.up.sql
ALTER TABLE orders
  -- It is called as the server calls it.
  DROP CONSTRAINT to_user,
  ADD FOREIGN KEY (user_id) REFERENCES users (id); -- want add-fk-without-not-valid: help: ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
