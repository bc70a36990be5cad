-- migration: main:1_orders.sql
--liquibase formatted sql
--changeset anna:1
CREATE TABLE orders (id bigint PRIMARY KEY);
--rollback DROP TABLE orders;
--changeset anna:2
ALTER TABLE orders ADD COLUMN state text;
--rollback ALTER TABLE orders DROP COLUMN state;
-- migration: 1_orders.sql
--liquibase formatted sql
--changeset anna:1
CREATE TABLE orders (id bigint PRIMARY KEY);
--rollback DROP TABLE orders;
--changeset anna:2
ALTER TABLE orders ADD COLUMN state varchar; -- want edited-migration: liquibase now refuses to go on
--rollback ALTER TABLE orders DROP COLUMN state;
