-- config: layout = "flyway"
-- migration: V1__shop.sql
ALTER TABLE customers ADD COLUMN note text;
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
CREATE TABLE details (id bigint PRIMARY KEY, email text);
-- migration: V2__private.sql
DROP TABLE IF EXISTS mails;
CREATE TABLE mails (id bigint PRIMARY KEY, email text);
INSERT INTO mails (id, email) SELECT id, email FROM accounts;
-- migration: V3__again.sql
DROP TABLE IF EXISTS details;
CREATE TABLE details (id bigint PRIMARY KEY, email text);
INSERT INTO details (id, email) SELECT id, email FROM accounts; -- want slow-statement-while-holding-lock: blocks every read and write to `details`
