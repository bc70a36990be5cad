CREATE DOMAIN of_large AS text; CREATE DOMAIN of_small AS text; CREATE DOMAIN of_fresh AS text;
CREATE TABLE large (name of_large); INSERT INTO large SELECT 'n' || n FROM generate_series(1, 600000) AS n;
CREATE TABLE small (name of_small); INSERT INTO small VALUES ('x');
CREATE TABLE fresh (name of_fresh); ANALYZE large, small;
-- case: a constraint on the values of a domain
-- history
CREATE TABLE IF NOT EXISTS large (name of_large); CREATE TABLE IF NOT EXISTS small (name of_small);
CREATE TABLE IF NOT EXISTS fresh (name of_fresh);
-- migration
ALTER DOMAIN of_large ADD CONSTRAINT there CHECK (VALUE <> ''); -- want domain-constraint-scan sized: `large` has about 600,000 rows
ALTER DOMAIN of_small ADD CONSTRAINT there CHECK (VALUE <> ''); -- want domain-constraint-scan refuted: `small` has 1 row
ALTER DOMAIN of_fresh ADD CONSTRAINT there CHECK (VALUE <> ''); -- want domain-constraint-scan unknown: `fresh` was never analyzed
-- case: a constraint on the values of a domain that is in use
-- snapshot
INSERT INTO large SELECT 'n' || n FROM generate_series(1, 60000) AS n;
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS large (name of_large);
-- migration
ALTER DOMAIN of_large ADD CONSTRAINT there CHECK (VALUE <> ''); -- want domain-constraint-scan confirmed: writes a second
