-- migration: 1_base.sql
CREATE TABLE keyed (id int PRIMARY KEY, b text);
CREATE TABLE full_row (id int, b text);
ALTER TABLE full_row REPLICA IDENTITY FULL;
CREATE TABLE by_index (id int NOT NULL);
CREATE UNIQUE INDEX by_index_id ON by_index (id);
ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_id;
-- migration: 2_publish.sql
CREATE PUBLICATION p FOR ALL TABLES;
ALTER TABLE never_seen REPLICA IDENTITY DEFAULT;
