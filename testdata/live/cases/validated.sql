CREATE TABLE t (id bigint PRIMARY KEY, a int);
INSERT INTO t SELECT n, n FROM generate_series(1, 500000) AS n; ANALYZE t;
-- case: somebody validated it
-- later
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0);
-- migration
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0) NOT VALID; -- want not-valid-never-validated refuted: a_positive is valid on the server
-- case: nobody did
-- later
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0) NOT VALID;
-- migration
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0) NOT VALID; -- want not-valid-never-validated confirmed: a_positive is there and NOT VALID
-- case: it is not there yet
-- later
-- migration
ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0) NOT VALID; -- want not-valid-never-validated sized: the constraint is not there yet
-- case: nobody counted
-- later
CREATE TABLE fresh (a int);
-- migration
ALTER TABLE fresh ADD CONSTRAINT a_positive CHECK (a > 0) NOT VALID; -- want not-valid-never-validated unknown: `fresh` was never analyzed
