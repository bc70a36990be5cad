-- migration: 1_base.sql
CREATE TABLE np (id int, b text);
CREATE PUBLICATION log FOR ALL TABLES WITH (publish = 'insert');
-- migration: 2_more.sql
CREATE TABLE np2 (id int);
-- migration: 3_taken_back.sql
CREATE PUBLICATION other FOR TABLE np;
-- migration: 4_taken_back.sql
ALTER PUBLICATION other DROP TABLE np;
