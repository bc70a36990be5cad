-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: V2-note.sql
ALTER TABLE orders ADD COLUMN note text; -- want unrecognized-filename: Flyway does not run `V2-note.sql`
