-- ALL whose rights were taken back one by one is none for certain.
-- migration: 1_roles.sql
CREATE ROLE reader;
CREATE ROLE writer;
CREATE ROLE again;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
GRANT ALL ON orders TO reader;
GRANT ALL ON items TO writer;
GRANT ALL ON items TO again;
-- migration: 2_drop.sql
REVOKE SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON orders FROM reader;
DROP ROLE reader;
REVOKE SELECT ON orders FROM writer;
DROP ROLE writer; -- want certain-failure: fails: role "writer" cannot be dropped because some objects depend on it
REVOKE SELECT ON items FROM again;
GRANT ALL ON items TO again;
DROP ROLE again; -- want certain-failure: fails: role "again" cannot be dropped because some objects depend on it
