-- migration: 1_shop.sql
DROP DATABASE IF EXISTS reports; -- want drop-without-archive: destroys the database `reports` with everything in it
