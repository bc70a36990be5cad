-- An index that begins with what many rows share leaves all of those to be read.
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, UNIQUE (id, tenant_id));
CREATE TABLE settings (user_id bigint NOT NULL, tenant_id bigint NOT NULL, key text, UNIQUE (tenant_id, key),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)); -- want fk-missing-index: reads all rows of `settings` with the same `tenant_id`: no index begins with `user_id` and `tenant_id`$
