-- migration: 1_shop.sql
CREATE TABLE definitions (kind text NOT NULL, version text NOT NULL, CONSTRAINT definitions_pk PRIMARY KEY (kind, version));
-- migration: 2_tenants.sql
ALTER TABLE definitions
    DROP CONSTRAINT definitions_pk,
    ADD COLUMN tenant text NOT NULL DEFAULT 't1',
    ADD CONSTRAINT definitions_pk PRIMARY KEY (tenant, kind, version); -- want add-primary-key-without-index: help: which takes an instant:\nALTER TABLE definitions ADD COLUMN tenant text NOT NULL DEFAULT 't1';\n-- in a later migration:\nCREATE UNIQUE INDEX CONCURRENTLY definitions_pk_new
