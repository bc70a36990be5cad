-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY, team_id bigint NOT NULL);
-- migration: 2_key.sql
ALTER TABLE members DROP CONSTRAINT members_pkey, ADD CONSTRAINT members_pkey PRIMARY KEY (team_id, id); -- want add-primary-key-without-index: primary key's index is built
