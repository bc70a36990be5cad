-- migration: 0001_comments.sql
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE comments (id bigint PRIMARY KEY, parent_id bigint REFERENCES comments, body text);
CREATE TABLE likes (comment_id bigint NOT NULL REFERENCES comments, person text);
CREATE TABLE runs (day date NOT NULL, state state NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE runs_of_may PARTITION OF runs FOR VALUES FROM ('2025-05-01') TO ('2025-06-01') PARTITION BY LIST (state);
CREATE TABLE runs_of_may_open PARTITION OF runs_of_may FOR VALUES IN ('open');
CREATE TABLE bans (id bigint PRIMARY KEY, point tid NOT NULL);
CREATE TABLE appeals (ban_id bigint NOT NULL REFERENCES bans);
-- migration: 0002_every_comment_answers.sql
ALTER TABLE comments ALTER COLUMN parent_id SET NOT NULL;
-- migration: 0003_every_like_has_a_person.sql
ALTER TABLE likes ALTER COLUMN person SET NOT NULL;
-- migration: 0004_every_run_has_a_note.sql
ALTER TABLE runs ALTER COLUMN note SET NOT NULL;
