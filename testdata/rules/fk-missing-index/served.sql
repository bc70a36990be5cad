-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE groups (id bigint PRIMARY KEY);
CREATE TABLE members (
    user_id bigint REFERENCES users (id),
    group_id bigint REFERENCES groups (id),
    invited_by bigint REFERENCES users (id),
    PRIMARY KEY (user_id, group_id)
);
CREATE INDEX ON members (invited_by) WHERE invited_by IS NOT NULL;
-- migration: 2_later.sql
CREATE INDEX CONCURRENTLY members_group_id_idx ON members (group_id, user_id);
