-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: require-on-delete = false
-- config: require-deferrable = true
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint, FOREIGN KEY (author_id) REFERENCES users (id)); -- want fk-policy: is not DEFERRABLE
