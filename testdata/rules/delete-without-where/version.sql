-- A script's own ledger is written anew.
-- migration: 1_version.sql
CREATE TABLE version (version text);
INSERT INTO version VALUES ('190729');
-- migration: 2_version.sql
DELETE FROM version;
INSERT INTO version VALUES ('190730');
