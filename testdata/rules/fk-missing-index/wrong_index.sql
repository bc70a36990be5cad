CREATE TABLE users (tenant_id bigint, id bigint, PRIMARY KEY (tenant_id, id));
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    tenant_id bigint,
    author_id bigint,
    CONSTRAINT posts_author_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES users -- want fk-missing-index: `tenant_id` and `author_id`
);
CREATE INDEX posts_author_idx ON posts (id, author_id, tenant_id);
CREATE INDEX posts_draft_idx ON posts (author_id, tenant_id) WHERE id > 100;
