-- migration: 1_base.sql
CREATE TABLE np (id int, b text);
CREATE TABLE keyed (id int PRIMARY KEY, b text);
CREATE TABLE other (id int NOT NULL, b text);
CREATE UNIQUE INDEX other_id ON other (id);
ALTER TABLE other REPLICA IDENTITY USING INDEX other_id;
CREATE TABLE full_row (id int, b text);
ALTER TABLE full_row REPLICA IDENTITY FULL;
CREATE TABLE later (id int NOT NULL, b text);
CREATE PUBLICATION p FOR TABLE keyed, other;
CREATE PUBLICATION log WITH (publish = 'insert, truncate');
-- migration: 2_add.sql
ALTER PUBLICATION p ADD TABLE np; -- want published-without-replica-identity: every UPDATE and DELETE of `np` fails from here on: it is published, and nothing identifies its rows
ALTER PUBLICATION p ADD TABLE full_row;
ALTER PUBLICATION p ADD TABLE later;
ALTER PUBLICATION log ADD TABLE np;
ALTER TABLE keyed REPLICA IDENTITY NOTHING; -- want published-without-replica-identity: every UPDATE and DELETE of `keyed` fails
-- migration: 3_key.sql
ALTER TABLE later ADD CONSTRAINT later_pkey PRIMARY KEY (id);
-- migration: 4_index.sql
DROP INDEX CONCURRENTLY other_id; -- want published-without-replica-identity: every UPDATE and DELETE of `other` fails
-- migration: 5_unknown.sql
ALTER PUBLICATION made_elsewhere ADD TABLE never_seen;
