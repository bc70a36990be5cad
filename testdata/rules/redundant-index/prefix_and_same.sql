-- migration: 1_base.sql
CREATE TABLE members (team_id bigint, user_id bigint, joined_at timestamptz, PRIMARY KEY (team_id, user_id));
CREATE INDEX members_team_id_idx ON members (team_id); -- want redundant-index: `members_team_id_idx` on `members` finds nothing that the constraint `members_pkey` does not find
CREATE INDEX members_joined_at_idx ON members (joined_at);
-- migration: 2_again.sql
CREATE INDEX CONCURRENTLY idx_members_joined ON members (joined_at); -- want redundant-index: `idx_members_joined` on `members` is a second copy of `members_joined_at_idx`
