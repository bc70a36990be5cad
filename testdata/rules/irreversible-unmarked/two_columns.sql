-- config: layout = "dbmate"
-- migration: 20240101000000_users.sql
-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, phone text, fax text);
-- migrate:down
DROP TABLE users;
-- migration: 20240102000000_phone.sql
-- migrate:up
ALTER TABLE users DROP COLUMN phone, DROP COLUMN fax;
-- migrate:down
ALTER TABLE users
    ADD COLUMN phone text, -- want irreversible-unmarked: makes `users.phone` and 1 more again, but empty
    ADD COLUMN fax text;
