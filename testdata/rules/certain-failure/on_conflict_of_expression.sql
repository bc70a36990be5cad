-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, mail text, name text);
CREATE UNIQUE INDEX users_mail ON users ((mail));
CREATE TABLE ruled (id bigint PRIMARY KEY, mail text);
CREATE RULE elsewhere AS ON INSERT TO ruled DO INSTEAD NOTHING;
-- migration: 2_upsert.sql
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT (mail) DO NOTHING;
INSERT INTO ruled (id, mail) VALUES (1, 'a') ON CONFLICT (mail) DO NOTHING;
