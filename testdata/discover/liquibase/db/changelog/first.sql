
-- liquibase formatted sql

-- changeset ada:1
ALTER TABLE orders ADD COLUMN note text;
--rollback ALTER TABLE orders DROP COLUMN note;

--changeset ada:2 runInTransaction:false
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
--changeset ada:3 dbms:mysql
ALTER TABLE orders ENGINE=InnoDB;
--changeset ada:4 runInTransaction:false splitStatements:false dbms:postgresql
VACUUM orders;
--rollback not required
