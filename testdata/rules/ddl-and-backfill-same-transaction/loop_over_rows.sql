-- config: layout = "sqlx"
-- migration: 1_tree.sql
CREATE TABLE tree (id bigint PRIMARY KEY, root bytea, pre bytea);
-- migration: 2_pre.sql
ALTER TABLE tree ADD COLUMN before bytea;
DO $$
DECLARE p tree.before%type; r tree%rowtype;
BEGIN
    FOR r IN SELECT * FROM tree ORDER BY id LOOP
        IF r.before IS NULL THEN
            UPDATE tree SET before = p WHERE id = r.id; -- want ddl-and-backfill-same-transaction: blocks every read and write to `tree` while its rows are updated
        END IF;
        p := r.root;
    END LOOP;
END $$;
-- migration: 3_one.sql
ALTER TABLE tree ADD COLUMN one bytea;
DO $$
DECLARE first bigint;
BEGIN
    SELECT id INTO first FROM tree WHERE id = 1;
    UPDATE tree SET one = 'x' WHERE id = 1;
END $$;
