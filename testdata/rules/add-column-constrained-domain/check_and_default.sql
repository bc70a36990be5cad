-- migration: 1_base.sql
CREATE DOMAIN scope_id AS text NOT NULL CHECK (length(VALUE) > 3);
CREATE TABLE plugin (id bigint PRIMARY KEY);
-- migration: 2_scope.sql
ALTER TABLE plugin ADD COLUMN scope scope_id DEFAULT 'global'; -- want add-column-constrained-domain: the domain scope_id has constraints
