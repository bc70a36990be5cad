-- migration: 1_shop.sql
DROP EXTENSION IF EXISTS pgcrypto;
CREATE EXTENSION pg_trgm;
DROP EXTENSION pg_trgm;
