-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: afterMigrate.sql
GRANT SELECT ON orders TO PUBLIC;
-- migration: R__views.sql
CREATE OR REPLACE VIEW ids AS SELECT id FROM orders;
