-- migration: 1_base.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD COLUMN extra text;
UPDATE orders SET extra = 'x';
COMMIT;
-- migration: 2_autocommit.sql
ALTER TABLE orders ADD COLUMN more text;
UPDATE orders SET more = 'x';
