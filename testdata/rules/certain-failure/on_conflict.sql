-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, mail text, name text, UNIQUE (mail, name));
CREATE UNIQUE INDEX users_mail ON users (mail) WHERE name IS NOT NULL;
-- migration: 2_upsert.sql
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT (mail) DO NOTHING; -- want certain-failure: fails: there is no unique or exclusion constraint matching the ON CONFLICT specification
-- migration: 3_fine.sql
INSERT INTO users (id, mail) VALUES (2, 'a') ON CONFLICT (id) DO NOTHING;
INSERT INTO users (id, mail) VALUES (3, 'a') ON CONFLICT (name, mail) DO NOTHING;
INSERT INTO users (id, mail) VALUES (4, 'a') ON CONFLICT (mail) WHERE name IS NOT NULL DO NOTHING;
INSERT INTO users (id, mail) VALUES (5, 'a') ON CONFLICT DO NOTHING;
INSERT INTO not_seen (id, mail) VALUES (5, 'a') ON CONFLICT (mail) DO NOTHING;
