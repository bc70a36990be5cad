-- config: layout = "popx"
-- migration: 20210101000000000000_shop.postgres.up.sql
CREATE TABLE orders (id uuid PRIMARY KEY, note text, state text);
-- migration: 20210101000000000000_shop.postgres.down.sql
DROP TABLE orders;
-- migration: 20210311102338000000_form.postgres.up.sql
ALTER TABLE orders ADD COLUMN kind text;
-- migration: 20210311102338000000_form.postgres.down.sql
ALTER TABLE orders DROP COLUMN kind;
-- migration: 20210311102338000001_form.postgres.up.sql
CREATE TABLE forms (id uuid PRIMARY KEY, order_id uuid REFERENCES orders ON DELETE CASCADE);
-- migration: 20210311102338000001_form.postgres.down.sql
ALTER TABLE orders ADD COLUMN note text;
-- migration: 20210311102338000002_form.postgres.up.sql
CREATE INDEX forms_order_idx ON forms (order_id);
-- migration: 20210311102338000002_form.postgres.down.sql
DROP TABLE forms;
-- migration: 20210311102338000003_form.postgres.up.sql
ALTER TABLE orders DROP COLUMN note;
-- migration: 20210311102338000003_form.postgres.down.sql
-- migration: 20220311102338000000_more.postgres.up.sql
ALTER TABLE orders ADD COLUMN a text;
-- migration: 20220311102338000000_more.postgres.down.sql
ALTER TABLE orders DROP COLUMN state;
-- migration: 20220311102338000001_more.postgres.up.sql
ALTER TABLE orders ADD COLUMN b text;
-- migration: 20220311102338000001_more.postgres.down.sql
ALTER TABLE orders DROP COLUMN a; -- want rollback-incomplete: taken back together, the 2 files of this migration do not lead back: the column `orders.state` is not there again
