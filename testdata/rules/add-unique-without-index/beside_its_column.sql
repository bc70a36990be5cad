-- An index cannot be built before the column that the same statement adds.
-- migration: 1_shop.sql
CREATE TABLE units (id bigint PRIMARY KEY, owner text);
-- migration: 2_token.sql
ALTER TABLE units ALTER COLUMN owner SET DEFAULT 'shop', ADD COLUMN token numeric(78, 0), ADD CONSTRAINT units_token_key UNIQUE (owner, token); -- want add-unique-without-index: help: add the column, build the index beside the traffic, outside a transaction and alone in its file, then make it the constraint's, which takes an instant:\nALTER TABLE units ADD COLUMN token numeric(78, 0);\n-- in a later migration:\nCREATE UNIQUE INDEX CONCURRENTLY units_token_key ON units (owner, token);
