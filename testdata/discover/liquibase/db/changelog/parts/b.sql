--liquibase formatted sql
--changeset ada:b
SELECT 1;
