-- config: [rules.not-valid-on-new-table]
-- config: severity = "advice"
BEGIN;
CREATE TABLE IF NOT EXISTS posts (id bigint PRIMARY KEY, title text);
ALTER TABLE posts
    ADD CONSTRAINT posts_title_short CHECK (char_length(title) < 100) NOT VALID; -- want not-valid-on-new-table: `posts`
COMMIT;
