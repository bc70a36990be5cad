-- migration: 1_shop.sql
DROP EXTENSION pgcrypto; -- want drop-extension: `pgcrypto`
