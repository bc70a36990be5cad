-- migration: 1_polls.sql
CREATE TABLE "Poll" ("urlId" text PRIMARY KEY);
CREATE TABLE "Comment" (id bigint PRIMARY KEY, "pollId" text CONSTRAINT "Comment_pollId_fkey" REFERENCES "Poll" ("urlId"), "userId" bigint CONSTRAINT c UNIQUE);
-- migration: 2_names.sql
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_pollId_fkey";
ALTER TABLE "Comment" DROP CONSTRAINT c; -- want drop-constraint: removes the unique constraint `c`
ALTER TABLE "Poll" RENAME TO polls;
ALTER TABLE "Comment" RENAME TO comments;
ALTER TABLE comments RENAME COLUMN "pollId" TO poll_id;
ALTER TABLE polls RENAME COLUMN "urlId" TO url_id;
ALTER TABLE comments ADD CONSTRAINT comments_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls (url_id) NOT VALID;
