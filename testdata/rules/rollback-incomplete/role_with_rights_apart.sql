-- config: layout = "golang-migrate"
-- migration: 1_reader.up.sql
CREATE ROLE reader;
CREATE TABLE orders (id int PRIMARY KEY);
GRANT ALL ON orders TO reader;
-- migration: 1_reader.down.sql
REVOKE SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON orders FROM reader;
DROP ROLE reader;
DROP TABLE orders;
