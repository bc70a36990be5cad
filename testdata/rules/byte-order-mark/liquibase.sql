-- migration: 1_orders.sql
﻿--liquibase formatted sql
--changeset anna:1
CREATE TABLE orders (id bigint PRIMARY KEY);
--rollback DROP TABLE orders;
