-- atlas:txtar

-- checks.sql --
SELECT 1;
-- migration.sql --
DROP TABLE orders;
-- down.sql --
CREATE TABLE orders (id bigint PRIMARY KEY);
