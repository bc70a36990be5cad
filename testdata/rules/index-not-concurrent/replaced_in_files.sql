-- A tool that sends a file as one message needs a file for each statement that refuses a transaction.
-- config: layout = "sqlx"
-- migration: 1_init.sql
CREATE TABLE chats (id int PRIMARY KEY, identifier text NOT NULL);
CREATE INDEX chats_identifier ON chats (identifier);
-- migration: 2_wider.sql
DROP INDEX chats_identifier; -- want drop-index-not-concurrent: help: each alone in a migration that begins with `-- no-transaction`:\nCREATE INDEX CONCURRENTLY chats_identifier_new
CREATE INDEX chats_identifier ON chats (identifier, id); -- want index-not-concurrent: help: each alone in a migration that begins with `-- no-transaction`:\nCREATE INDEX CONCURRENTLY chats_identifier_new
