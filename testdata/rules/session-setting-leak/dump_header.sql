-- config: layout = "golang-migrate"
-- migration: 1_rows.up.sql
SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET client_min_messages = warning;
SET row_security = off;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_rows.down.sql
DROP TABLE orders;
