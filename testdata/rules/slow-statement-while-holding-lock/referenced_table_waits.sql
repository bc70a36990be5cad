-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint);
-- migration: 2_contacts.sql
CREATE TABLE contacts (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE INDEX contacts_user_id_idx ON contacts (user_id);
UPDATE logins SET user_id = 0; -- want slow-statement-while-holding-lock: blocks every write to `users` while rows of `logins` are changed
