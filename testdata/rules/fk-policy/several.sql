-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: require-deferrable = true
-- config: require-not-null = true
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    author_id bigint REFERENCES users (id) ON DELETE SET NULL -- want fk-policy: is not DEFERRABLE; it lets `author_id` be null
);
ALTER TABLE posts ADD COLUMN editor_id bigint REFERENCES users (id); -- want fk-policy: does not say what happens ON DELETE
