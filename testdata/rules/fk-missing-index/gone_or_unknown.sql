-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id), old_id bigint REFERENCES users (id));
-- migration: 2_drop.sql
ALTER TABLE posts DROP COLUMN old_id;
ALTER TABLE posts DROP CONSTRAINT posts_author_id_fkey;
-- migration: 3_unknown.sql
ALTER TABLE invoices ADD CONSTRAINT invoices_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
