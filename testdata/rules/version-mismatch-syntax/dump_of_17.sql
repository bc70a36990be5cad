-- config: pg-version = 16
SET statement_timeout = 0;
SET transaction_timeout = 0; -- want version-mismatch-syntax: `transaction_timeout`, which came with PostgreSQL 17
SET client_encoding = 'UTF8';
CREATE TABLE events (id uuid DEFAULT uuidv7() PRIMARY KEY, body jsonb); -- want version-mismatch-syntax: `uuidv7()`
