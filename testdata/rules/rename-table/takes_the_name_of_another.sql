-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE switches (plan int, switch int, joints int, PRIMARY KEY (plan, switch));
CREATE TABLE derived (plan int NOT NULL, switch int NOT NULL, weight int);
CREATE TABLE stations (id int PRIMARY KEY, name text, old_code text);
CREATE TABLE stations_new (id int PRIMARY KEY, name text);

-- migration: 002_one_table.up.sql
SET lock_timeout = '2s';
ALTER TABLE derived ADD COLUMN direct boolean;
UPDATE derived SET direct = s.switch IS NOT NULL FROM derived d LEFT JOIN switches s ON s.switch = d.switch AND s.plan = d.plan WHERE derived.plan = d.plan AND derived.switch = d.switch;
DROP TABLE switches; -- want drop-without-archive: destroys the values of `switches.joints`, and another table is `switches` from here on
ALTER TABLE derived RENAME TO switches; -- want rename-table: running code that still says `derived` fails from here on

-- migration: 003_swap.up.sql
SET lock_timeout = '2s';
INSERT INTO stations_new (id, name) SELECT id, name FROM stations;
DROP TABLE stations; -- want drop-without-archive: destroys the values of `stations.old_code`
ALTER TABLE stations_new RENAME TO stations;
