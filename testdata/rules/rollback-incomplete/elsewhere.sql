-- config: layout = "golang-migrate"
-- migration: 1_chain.up.sql
CREATE SCHEMA chain;
CREATE TABLE chain.outs (id bigint PRIMARY KEY, address bytea);
-- migration: 1_chain.down.sql
DROP TABLE chain.outs;
DROP SCHEMA chain;
-- migration: 2_index.up.sql
CREATE INDEX outs_address ON chain.outs (address);
-- migration: 2_index.down.sql
DROP INDEX outs_address; -- want rollback-incomplete: the way back fails here: `outs_address` is in `chain`, which is not in the search path
-- migration: 3_named.up.sql
CREATE INDEX outs_again ON chain.outs (address, id);
-- migration: 3_named.down.sql
DROP INDEX chain.outs_again;
-- migration: 4_path.up.sql
CREATE INDEX outs_third ON chain.outs (id, address);
-- migration: 4_path.down.sql
SET search_path = chain;
DROP INDEX outs_third;
