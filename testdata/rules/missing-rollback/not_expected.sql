-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: V2__more.sql
ALTER TABLE orders ADD COLUMN state text;
