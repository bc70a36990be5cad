-- baseline: empty
DROP TABLE IF EXISTS nothing;
ALTER TABLE IF EXISTS nothing ADD COLUMN a int;
DROP TYPE IF EXISTS nothing;
DROP VIEW really_there;
ALTER TABLE really ADD COLUMN a int;

-- expected:
-- column really.a: int4
-- table really (assumed): (a), and columns unknown, filled
