-- migration: 1_flows.sql
CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower($1);
CREATE FUNCTION other(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN lower($1);
CREATE TABLE flows (id bigint PRIMARY KEY, title text CONSTRAINT named CHECK (folded(title) <> ''), fulltext text GENERATED ALWAYS AS (folded(title)) STORED);
CREATE INDEX flows_title_idx ON flows (folded(title));
CREATE VIEW shown AS SELECT other(title) FROM flows;
-- migration: 2_folded.sql
CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN upper($1); -- want generated-expression-change: what `folded` computed before stays as it is in the column `flows.fulltext`, the check `named` of `flows`, the index `flows_title_idx`: old rows and new ones may no longer agree
CREATE OR REPLACE FUNCTION other(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN upper($1);
