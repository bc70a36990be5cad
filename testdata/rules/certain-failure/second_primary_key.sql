-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, mail text NOT NULL);
-- migration: 2_another.sql
ALTER TABLE users ADD PRIMARY KEY (mail); -- want certain-failure: fails: multiple primary keys for table "users" are not allowed
ALTER TABLE users ADD COLUMN code uuid PRIMARY KEY; -- want certain-failure: fails: multiple primary keys for table "users" are not allowed
-- migration: 3_swapped.sql
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (mail);
-- migration: 4_at_once.sql
CREATE TABLE carts (id bigint PRIMARY KEY, code uuid PRIMARY KEY); -- want certain-failure: fails: multiple primary keys for table "carts" are not allowed
CREATE TABLE visits (id bigint PRIMARY KEY, code uuid, PRIMARY KEY (code)); -- want certain-failure: fails: multiple primary keys for table "visits" are not allowed
