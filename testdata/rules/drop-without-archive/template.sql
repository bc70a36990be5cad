-- migration: 1_users.sql
CREATE TABLE {{ index .Options "Namespace" }}.users (id bigint PRIMARY KEY, phone text);
-- migration: 2_phone.sql
SET lock_timeout = '2s';
ALTER TABLE {{ index .Options "Namespace" }}.users DROP COLUMN phone; -- want drop-without-archive: destroys the values of `users.phone`
-- migration: 3_other_blanks.sql
SET lock_timeout = '2s';
ALTER TABLE "{{index .Options "Namespace"}}".users ADD COLUMN email text;
CREATE INDEX users_email_idx ON {{ index .Options "Namespace" }}.users (email); -- want index-not-concurrent: `users`
-- migration: 4_email.sql
SET lock_timeout = '2s';
ALTER TABLE {{ index .Options "Namespace" }}.users DROP COLUMN email; -- want drop-without-archive: destroys the values of `users.email`
