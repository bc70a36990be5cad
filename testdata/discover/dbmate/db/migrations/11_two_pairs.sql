-- migrate:up
CREATE TABLE a (id int);
-- migrate:down
DROP TABLE a;
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY a_id ON a (id);
-- migrate:down
DROP INDEX a_id;
