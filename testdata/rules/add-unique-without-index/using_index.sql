-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY, email text NOT NULL);
-- migration: 2_index.sql
CREATE UNIQUE INDEX CONCURRENTLY members_email_key ON members (email);
-- migration: 3_unique.sql
ALTER TABLE members ADD CONSTRAINT members_email_key UNIQUE USING INDEX members_email_key;
