-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY, team_id bigint NOT NULL, email text NOT NULL);
-- migration: 2_unique.sql
ALTER TABLE "members" ADD CONSTRAINT "members_team_id_email_key" UNIQUE ("team_id", "email"); -- want add-unique-without-index: every read and write to `members`
