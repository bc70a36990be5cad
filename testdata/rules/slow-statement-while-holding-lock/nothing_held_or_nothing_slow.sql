-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE TABLE roles (name text PRIMARY KEY);
-- migration: 2_seed.sql
ALTER TABLE orders ADD COLUMN extra text;
INSERT INTO roles (name) VALUES ('admin'), ('user');
UPDATE roles SET name = 'owner' WHERE name = 'admin';
-- migration: 3_new.sql
CREATE TABLE archive (id bigint PRIMARY KEY, note text);
INSERT INTO archive SELECT id, note FROM orders;
-- migration: 4_first.sql
UPDATE roles SET name = lower(name);
ALTER TABLE orders ADD COLUMN more text;
