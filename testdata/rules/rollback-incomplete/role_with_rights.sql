-- migration: 1_explorer.up.sql
CREATE USER explorer;
CREATE TABLE orders (id serial PRIMARY KEY);
GRANT SELECT ON orders TO explorer;
-- migration: 1_explorer.down.sql
DROP USER explorer; -- want rollback-incomplete: the way back fails here: role "explorer" cannot be dropped because some objects depend on it
DROP TABLE orders;
-- migration: 2_reader.up.sql
CREATE USER reader;
GRANT SELECT ON orders TO reader;
-- migration: 2_reader.down.sql
REVOKE ALL ON orders FROM reader;
DROP USER reader;
