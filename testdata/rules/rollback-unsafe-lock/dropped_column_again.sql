-- config: layout = "golang-migrate"
-- migration: 1_accounts.up.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL UNIQUE CHECK (name <> ''), token uuid DEFAULT gen_random_uuid(), number bigserial);
-- migration: 1_accounts.down.sql
DROP TABLE accounts;
-- migration: 2_name.up.sql
ALTER TABLE accounts DROP COLUMN name;
-- migration: 2_name.down.sql
ALTER TABLE accounts ADD COLUMN name text NOT NULL UNIQUE CHECK (name <> ''); -- want rollback-unsafe-lock: help: the older application cannot do without `name`: add it without what has to look at every row, fill it, and give it the rest, each statement by itself:\nALTER TABLE accounts ADD COLUMN name text;\n-- in batches, each in a transaction of its own, until no row is left:\nUPDATE accounts SET name = …\n    WHERE id IN (SELECT id FROM accounts WHERE name IS NULL LIMIT 5000);\n-- outside a transaction:\nCREATE UNIQUE INDEX CONCURRENTLY accounts_name_key ON accounts (name);\nALTER TABLE accounts ADD CONSTRAINT accounts_name_key UNIQUE USING INDEX accounts_name_key;\nALTER TABLE accounts ADD CONSTRAINT accounts_name_check CHECK (name <> '') NOT VALID;\nALTER TABLE accounts VALIDATE CONSTRAINT accounts_name_check;\nALTER TABLE accounts ADD CONSTRAINT accounts_name_not_null CHECK (name IS NOT NULL) NOT VALID;\nALTER TABLE accounts VALIDATE CONSTRAINT accounts_name_not_null;\nALTER TABLE accounts ALTER COLUMN name SET NOT NULL;
-- migration: 3_token.up.sql
ALTER TABLE accounts DROP COLUMN token;
-- migration: 3_token.down.sql
ALTER TABLE accounts ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want rollback-unsafe-lock: help: ALTER TABLE accounts ADD COLUMN token uuid;\nALTER TABLE accounts ALTER COLUMN token SET DEFAULT gen_random_uuid();\n-- in batches, each in a transaction of its own, until no row is left:\nUPDATE accounts SET token = gen_random_uuid()
-- migration: 4_number.up.sql
ALTER TABLE accounts DROP COLUMN number;
-- migration: 4_number.down.sql
ALTER TABLE accounts ADD COLUMN number bigserial; -- want rollback-unsafe-lock: help: let the migration keep it, and drop it in a later one, once nobody wants to go back
-- migration: 5_type.up.sql
ALTER TABLE accounts ALTER COLUMN id TYPE numeric;
-- migration: 5_type.down.sql
ALTER TABLE accounts ALTER COLUMN id TYPE bigint; -- want rollback-unsafe-lock: help: keep what the migration made
