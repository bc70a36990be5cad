-- config: layout = "golang-migrate"
-- migration: 1_a.up.sql
CREATE TABLE kinds (id int PRIMARY KEY, name text);
CREATE TABLE criteria (id int PRIMARY KEY, kind int, n int);
-- migration: 2_itself.up.sql
ALTER TABLE criteria ADD agg int;
UPDATE criteria SET agg = 9 FROM criteria c JOIN kinds k ON k.id = c.kind WHERE k.name = 'D'; -- want ddl-and-backfill-same-transaction -- want update-without-where: its condition names no column of `criteria`
-- migration: 3_looked_up.up.sql
ALTER TABLE criteria ADD b int;
UPDATE criteria SET b = k.id FROM kinds k WHERE k.name = 'D'; -- want ddl-and-backfill-same-transaction: while its rows are updated
-- migration: 4_untied.up.sql
ALTER TABLE criteria ADD c int;
UPDATE criteria SET c = k.id FROM kinds k; -- want ddl-and-backfill-same-transaction -- want update-without-where: nothing ties `kinds` to `criteria`
