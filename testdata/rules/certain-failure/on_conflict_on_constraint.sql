-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, mail text, CONSTRAINT one_mail UNIQUE (mail));
CREATE UNIQUE INDEX users_mail ON users (mail);
CREATE TABLE parts (id bigint, day date, CONSTRAINT parts_day UNIQUE (day, id)) PARTITION BY RANGE (day);
CREATE TABLE parts_2025 PARTITION OF parts FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE UNIQUE INDEX parts_id ON parts (id, day);
CREATE TABLE copied (LIKE users INCLUDING ALL);
-- migration: 2_upsert.sql
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT one_mail DO NOTHING;
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT users_pkey DO NOTHING;
INSERT INTO parts (id, day) VALUES (1, '2025-01-01') ON CONFLICT ON CONSTRAINT parts_day DO NOTHING;
INSERT INTO parts_2025 (id, day) VALUES (1, '2025-01-01') ON CONFLICT ON CONSTRAINT parts_2025_day_id_key DO NOTHING;
INSERT INTO parts_2025 (id, day) VALUES (1, '2025-01-01') ON CONFLICT (id, day) DO NOTHING;
INSERT INTO copied (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT copied_mail_key DO NOTHING;
INSERT INTO not_seen (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT not_seen_key DO NOTHING;
-- migration: 3_index.sql
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT users_mail DO NOTHING; -- want certain-failure: fails: constraint "users_mail" for table "users" does not exist
-- migration: 3_index_help.sql
INSERT INTO users (id, mail) VALUES (2, 'a') ON CONFLICT ON CONSTRAINT users_mail DO NOTHING; -- want certain-failure: help: name its columns, which finds the index too: ON CONFLICT (mail)
-- migration: 4_partition.sql
INSERT INTO parts_2025 (id, day) VALUES (1, '2025-01-01') ON CONFLICT ON CONSTRAINT parts_day DO NOTHING; -- want certain-failure: fails: constraint "parts_day" for table "parts_2025" does not exist
-- migration: 5_parent.sql
INSERT INTO parts (id, day) VALUES (1, '2025-01-01') ON CONFLICT (id) DO NOTHING; -- want certain-failure: fails: there is no unique or exclusion constraint matching the ON CONFLICT specification
-- migration: 6_dropped.sql
ALTER TABLE users DROP CONSTRAINT one_mail;
INSERT INTO users (id, mail) VALUES (1, 'a') ON CONFLICT ON CONSTRAINT one_mail DO NOTHING; -- want certain-failure: fails: constraint "one_mail" for table "users" does not exist
