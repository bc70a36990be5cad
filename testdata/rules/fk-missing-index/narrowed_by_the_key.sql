-- An index that begins with what is unique in the other table by itself finds the few rows there are.
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, tenant_id bigint NOT NULL, UNIQUE (id, tenant_id));
CREATE TABLE settings (user_id bigint NOT NULL, tenant_id bigint NOT NULL, key text, UNIQUE (user_id, key),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id));
