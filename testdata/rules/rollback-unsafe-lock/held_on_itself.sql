-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE pins (id int PRIMARY KEY, code int NOT NULL, area int NOT NULL);
CREATE INDEX pins_code ON pins (code);
-- migration: 001_base.down.sql
DROP TABLE pins;

-- migration: 002_area.up.sql
CREATE INDEX CONCURRENTLY pins_area ON pins (area);
-- migration: 002_area.down.sql
BEGIN;
DROP INDEX pins_area;
CREATE INDEX pins_wide ON pins (area, code); -- want rollback-unsafe-lock: note: the transaction already holds ACCESS EXCLUSIVE on `pins`: every read and write to it waits as long
COMMIT;
