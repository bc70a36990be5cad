-- migration: main:1_orders.sql
--liquibase formatted sql
--changeset anna:1
CREATE TABLE orders (id bigint PRIMARY KEY);
--rollback DROP TABLE orders;
-- migration: 1_orders.sql
--liquibase formatted sql
--changeset anna:1
CREATE TABLE orders (id bigint PRIMARY KEY);
--rollback DROP TABLE orders;
--changeset anna:2
ALTER TABLE orders ADD COLUMN state text;
--rollback ALTER TABLE orders DROP COLUMN state;
