-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_keys.sql
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE; -- want add-fk-without-not-valid: every write to `orders` and `users`
-- migration: 3_self.sql
ALTER TABLE ONLY orders
    ADD COLUMN parent_id bigint,
    ADD CONSTRAINT orders_parent_fkey FOREIGN KEY (parent_id) REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED; -- want add-fk-without-not-valid: to `orders` while every row
