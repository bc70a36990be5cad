-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE cards (id int PRIMARY KEY, shop int NOT NULL, a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX cards_a ON cards (a);
CREATE UNIQUE INDEX cards_b ON cards (b);
CREATE INDEX cards_shop ON cards (shop);

-- migration: 002_by_shop.up.sql
DROP INDEX cards_a; -- want drop-index-not-concurrent: help: DROP INDEX CONCURRENTLY cards_a;\nALTER INDEX cards_a_new RENAME TO cards_a;\nbuild it under another name
CREATE UNIQUE INDEX cards_a ON cards (shop, a);
DROP INDEX cards_b;
CREATE UNIQUE INDEX cards_b ON cards (shop, b);

-- migration: 003_and_one_more.up.sql
DROP INDEX cards_b; -- want drop-index-not-concurrent: help: ALTER INDEX cards_b_new RENAME TO cards_b;\ndrop without that lock
CREATE UNIQUE INDEX cards_b ON cards (b, shop);
DROP INDEX cards_shop;
