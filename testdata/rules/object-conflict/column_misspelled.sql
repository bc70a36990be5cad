-- migration: 001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 002_email.sql
CREATE UNIQUE INDEX users_mail_idx ON users (mail); -- want object-conflict: the column `users.mail` does not exist
