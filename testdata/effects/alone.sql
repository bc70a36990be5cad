-- == index concurrently
-- statement
CREATE INDEX CONCURRENTLY ci ON users (balance);
-- 12-18: SHARE UPDATE EXCLUSIVE users; builds ci

-- == unique index concurrently
-- statement
CREATE UNIQUE INDEX CONCURRENTLY ci ON docs (body, id);
-- 12-18: SHARE UPDATE EXCLUSIVE docs; builds ci

-- == index concurrently present
-- statement
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_age_idx ON users (age);
-- 12-18: SHARE UPDATE EXCLUSIVE users

-- == drop index concurrently
-- statement
DROP INDEX CONCURRENTLY users_age_idx;
-- 12-18: ACCESS EXCLUSIVE users_age_idx; SHARE UPDATE EXCLUSIVE users

-- == reindex table concurrently
-- statement
REINDEX TABLE CONCURRENTLY users;
-- 12-18: ACCESS EXCLUSIVE users_age_idx, users_email_key, users_name_idx, users_pkey; SHARE UPDATE EXCLUSIVE users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == reindex index concurrently
-- statement
REINDEX INDEX CONCURRENTLY orders_user_id_idx;
-- 12-18: ACCESS EXCLUSIVE orders_user_id_idx; SHARE UPDATE EXCLUSIVE orders; builds orders_user_id_idx

-- == reindex partitioned [14-14]
-- statement
REINDEX TABLE events;
-- 14: ACCESS EXCLUSIVE events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey; SHARE events, events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == detach concurrently [14-18]
-- statement
ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY;
-- 14-18: ACCESS EXCLUSIVE events_2023, events_2023_kind_idx, events_2023_pkey; SHARE UPDATE EXCLUSIVE events

-- == vacuum
-- statement
VACUUM items;
-- 12-18: SHARE UPDATE EXCLUSIVE items

-- == vacuum analyze
-- statement
VACUUM (ANALYZE) orders;
-- 12-18: SHARE UPDATE EXCLUSIVE orders

-- == vacuum full
-- statement
VACUUM (FULL) users;
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == vacuum full partitioned
-- statement
VACUUM (FULL) events;
-- 12-18: ACCESS EXCLUSIVE events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey; rewrites events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == vacuum partitioned
-- statement
VACUUM events;
-- 12-18: SHARE UPDATE EXCLUSIVE events_2023, events_2024

-- == cluster partitioned [15-18]
-- statement
CLUSTER events USING events_pkey;
-- 15-18: ACCESS EXCLUSIVE events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey; rewrites events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == analyze
-- statement
ANALYZE users;
-- 12-18: SHARE UPDATE EXCLUSIVE users

-- == analyze partitioned
-- statement
ANALYZE events;
-- 12-18: SHARE UPDATE EXCLUSIVE events, events_2023, events_2024

-- == cluster
-- statement
CLUSTER users USING users_age_idx;
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == reindex table
-- statement
REINDEX TABLE users;
-- 12-18: ACCESS EXCLUSIVE users_age_idx, users_email_key, users_name_idx, users_pkey; SHARE users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == reindex index
-- statement
REINDEX INDEX users_age_idx;
-- 12-18: ACCESS EXCLUSIVE users_age_idx; SHARE users; builds users_age_idx

-- == reindex index of partition
-- statement
REINDEX INDEX events_2023_pkey;
-- 12-18: ACCESS EXCLUSIVE events_2023_pkey; SHARE events_2023; builds events_2023_pkey
