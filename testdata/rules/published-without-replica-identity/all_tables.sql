-- migration: 1_base.sql
CREATE TABLE np (id int, b text);
CREATE TABLE keyed (id int PRIMARY KEY, b text);
-- migration: 2_all.sql
CREATE PUBLICATION p FOR ALL TABLES; -- want published-without-replica-identity: every UPDATE and DELETE of `np` fails
-- migration: 3_new.sql
CREATE TABLE np2 (id int); -- want published-without-replica-identity: every UPDATE and DELETE of `np2` fails
CREATE TABLE keyed2 (id int PRIMARY KEY);
CREATE UNLOGGED TABLE cache (id int);
CREATE TEMPORARY TABLE t (id int);
