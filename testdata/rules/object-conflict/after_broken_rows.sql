-- A change of rows that cannot be read leaves every name as it was; what may have made or dropped something does not.
-- migration: 001_tables.sql
CREATE TABLE i (id int PRIMARY KEY);
CREATE TABLE r (iid int CONSTRAINT fk REFERENCES i);
CREATE TABLE q (iid int CONSTRAINT fk REFERENCES i);
-- migration: 002_broken.sql
UPDATE r SET iid = 1 iid = 2; -- want syntax-error: syntax error
INSERT INTO r VALUES (1, ON CONFLICT DO NOTHING; -- want syntax-error: syntax error
SELECT iid FROM r WHER iid = 1 AND 2; -- want syntax-error: syntax error
-- migration: 003_again.sql
ALTER TABLE r ADD CONSTRAINT fk FOREIGN KEY (iid) REFERENCES i (id); -- want object-conflict: the constraint `fk` of `r` is there already
-- migration: 004_broken.sql
ALTER TABLE q DROP CONSTRAINT fk FROM q; -- want syntax-error: syntax error
-- migration: 005_again.sql
ALTER TABLE q ADD CONSTRAINT fk FOREIGN KEY (iid) REFERENCES i (id);
