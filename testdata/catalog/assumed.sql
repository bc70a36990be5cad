ALTER TABLE users ADD COLUMN age int;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_name_check;
CREATE INDEX users_name ON users (name);
CREATE TABLE posts (id int PRIMARY KEY, author_id int REFERENCES users (id), shop_id int REFERENCES shops);
DROP INDEX old_index;
DROP VIEW IF EXISTS old_view;
DROP TABLE IF EXISTS maybe;
ALTER TABLE app.things RENAME TO stuff;
SELECT count(*) FROM pg_class, information_schema.tables, orders;
DROP FUNCTION helper(int);
ALTER TYPE status ADD VALUE 'x';
ALTER INDEX some_index RENAME TO another_index;
ALTER TABLE users ADD CONSTRAINT users_pk PRIMARY KEY USING INDEX users_pk_index;
REFRESH MATERIALIZED VIEW stats;
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES IN (1);
UPDATE accounts SET a = 1;

-- expected:
-- column posts.author_id: int4
-- column posts.id: int4, not null
-- column posts.shop_id: int4
-- column users.age: int4
-- column users.email (assumed): not null
-- column users.id (assumed)
-- column users.name (assumed)
-- constraint posts.posts_author_id_fkey: foreign key (author_id) references users (id)
-- constraint posts.posts_pkey: primary key (id)
-- constraint posts.posts_shop_id_fkey: foreign key (shop_id) references shops ()
-- constraint users.users_pk: primary key ()
-- index another_index (assumed)
-- index posts_pkey: unique, on posts using btree (id)
-- index users_name: on users using btree (name)
-- index users_pk (assumed): on users
-- materialized view stats (assumed): (), and columns unknown, filled
-- partitioned table events (assumed): (), and columns unknown, filled
-- schema app (assumed)
-- table accounts (assumed): (), and columns unknown, filled
-- table app.stuff (assumed): (), and columns unknown, filled
-- table events_1 (assumed): (), and columns unknown, filled, partition of events, for in (1)
-- table orders (assumed): (), and columns unknown, filled
-- table posts: (id, author_id, shop_id)
-- table shops (assumed): (), and columns unknown, filled
-- table users (assumed): (age, email, name, id), and columns unknown, filled
-- type status (assumed)
