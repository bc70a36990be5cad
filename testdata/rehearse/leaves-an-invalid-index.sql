-- migration: 0001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
INSERT INTO users VALUES (1, 'a@example.com'), (2, 'a@example.com');
-- migration: 0002_unique_email.sql
-- no-transaction
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
