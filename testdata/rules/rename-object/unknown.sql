-- migration: 1_rename.sql
ALTER TYPE mood RENAME TO feeling; -- want rename-object: the type `mood`
ALTER ROLE app RENAME TO application; -- want rename-object: the role `app`
ALTER DOMAIN email RENAME TO mail_address; -- want rename-object: the domain `email`
