-- migration: 1_users.sql
CREATE TABLE {{ index .Options "Namespace" }}.users (id bigint PRIMARY KEY, phone text);
-- migration: 2_phone.sql
SET lock_timeout = '2s';
ALTER TABLE {{ index .Options "Namespace" }}.users DROP COLUMN phone; -- want drop-without-archive: destroys the values of `{{ index .Options "Namespace" }}.users.phone`
