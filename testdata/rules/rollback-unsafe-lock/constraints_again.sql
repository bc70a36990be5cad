-- What a constraint says behind its name is kept, and so is the schema of a collation.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a text, b text, c bigint, d text, e text, f text);
-- migration: 1_shop.down.sql
DROP TABLE t;
DROP TABLE users;
-- migration: 2_check.up.sql
ALTER TABLE t DROP COLUMN a;
-- migration: 2_check.down.sql
ALTER TABLE t ADD COLUMN a text DEFAULT 'x' CONSTRAINT a_check CHECK (a <> '') NO INHERIT; -- want rollback-unsafe-lock: help: ADD COLUMN a text DEFAULT 'x';\nALTER TABLE t ADD CONSTRAINT a_check CHECK (a <> '') NO INHERIT NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT a_check;
-- migration: 3_unique.up.sql
ALTER TABLE t DROP COLUMN b;
-- migration: 3_unique.down.sql
ALTER TABLE t ADD COLUMN b text CONSTRAINT "B_key" UNIQUE NULLS NOT DISTINCT DEFERRABLE; -- want rollback-unsafe-lock: help: CREATE UNIQUE INDEX CONCURRENTLY "B_key" ON t (b) NULLS NOT DISTINCT;\nALTER TABLE t ADD CONSTRAINT "B_key" UNIQUE USING INDEX "B_key" DEFERRABLE;
-- migration: 4_key.up.sql
ALTER TABLE t DROP COLUMN c;
-- migration: 4_key.down.sql
ALTER TABLE t ADD COLUMN c bigint DEFAULT 1 CONSTRAINT c_references_users REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED; -- want rollback-unsafe-lock: help: ADD CONSTRAINT c_references_users FOREIGN KEY (c) REFERENCES users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c_references_users;
-- migration: 5_collation.up.sql
ALTER TABLE t DROP COLUMN d;
-- migration: 5_collation.down.sql
ALTER TABLE t ADD COLUMN d text COLLATE pg_catalog."C" UNIQUE DEFAULT random()::text; -- want rollback-unsafe-lock: help: ALTER TABLE t ADD COLUMN d text COLLATE pg_catalog."C";\nALTER TABLE t ALTER COLUMN d SET DEFAULT random()::text;
-- migration: 6_deferred.up.sql
ALTER TABLE t DROP COLUMN e;
-- migration: 6_deferred.down.sql
ALTER TABLE t ADD COLUMN e text COLLATE "C" UNIQUE INITIALLY DEFERRED; -- want rollback-unsafe-lock: help: ALTER TABLE t ADD COLUMN e text COLLATE "C";\n-- in batches, each in a transaction of its own, until no row is left:\nUPDATE t SET e = …\n    WHERE id IN (SELECT id FROM t WHERE e IS NULL LIMIT 5000);\n-- outside a transaction:\nCREATE UNIQUE INDEX CONCURRENTLY t_e_key ON t (e);\nALTER TABLE t ADD CONSTRAINT t_e_key UNIQUE USING INDEX t_e_key DEFERRABLE INITIALLY DEFERRED;
-- migration: 7_storage.up.sql
ALTER TABLE t DROP COLUMN f;
-- migration: 7_storage.down.sql
ALTER TABLE t ADD COLUMN f text UNIQUE WITH (fillfactor = 70); -- want rollback-unsafe-lock: help: let the migration keep it, and drop it in a later one, once nobody wants to go back
