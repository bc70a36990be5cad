--liquibase formatted sql
--changeset ada:1
CREATE TABLE orders (id bigint PRIMARY KEY);
