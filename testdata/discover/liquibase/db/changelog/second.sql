--liquibase formatted sql
--changeset "ada l":"one two" runOnChange:true
CREATE TABLE orders (id bigint PRIMARY KEY);
/* liquibase rollback
DROP TABLE orders;
*/
--changeset ada:functions endDelimiter:/
SELECT 1
/
SELECT 2
/
--ignoreLines:1
SELECT nonsense
SELECT 3
/
