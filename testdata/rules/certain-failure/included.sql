-- migration: 1_types.sql
\i types.sql
CREATE TABLE orders (id bigint PRIMARY KEY, amount numerc);
CREATE TABLE clients (id bigint PRIMARY KEY);
ALTER TABLE clients ADD COLUMN age integr;
