ALTER TABLE events DROP CONSTRAINT events_pkey;

-- == attach partitioned child
CREATE TABLE ev25 (LIKE events) PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
CREATE TABLE ev25b PARTITION OF ev25 DEFAULT;
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, ev25a, ev25b; SHARE UPDATE EXCLUSIVE events, events_kind_idx; scans ev25a, ev25b; builds ev25a_kind_idx, ev25b_kind_idx

-- == attach partitioned child check
CREATE TABLE ev25 (LIKE events) PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
ALTER TABLE ev25 ADD CHECK (created_at >= '2025-01-01' AND created_at < '2026-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, ev25a; SHARE UPDATE EXCLUSIVE events, events_kind_idx; builds ev25a_kind_idx

-- == attach partitioned child check on leaf
CREATE TABLE ev25 (LIKE events) PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
CREATE TABLE ev25b PARTITION OF ev25 DEFAULT;
ALTER TABLE ev25a ADD CHECK (created_at >= '2025-01-01' AND created_at < '2026-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, ev25a, ev25b; SHARE UPDATE EXCLUSIVE events, events_kind_idx; scans ev25b; builds ev25a_kind_idx, ev25b_kind_idx

-- == attach to sub
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a (LIKE events INCLUDING ALL, CHECK (kind = 'k'), CHECK (kind IS NOT NULL));
-- statement
ALTER TABLE ev25 ATTACH PARTITION ev25a FOR VALUES IN ('k');
-- 12-18: ACCESS EXCLUSIVE ev25a; SHARE UPDATE EXCLUSIVE ev25, ev25_kind_idx; ACCESS SHARE events; scans ev25a

-- == attach to sub proven
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a (LIKE events INCLUDING ALL, CHECK (kind = 'k' AND kind IS NOT NULL AND created_at >= '2025-01-01' AND created_at < '2026-01-01'));
-- statement
ALTER TABLE ev25 ATTACH PARTITION ev25a FOR VALUES IN ('k');
-- 12-18: ACCESS EXCLUSIVE ev25a; SHARE UPDATE EXCLUSIVE ev25, ev25_kind_idx; ACCESS SHARE events

-- == create partition of sub
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
-- statement
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE ev25_kind_idx

-- == create sub partitioned
-- statement
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
-- 12-18: ACCESS EXCLUSIVE events; SHARE UPDATE EXCLUSIVE events_kind_idx

-- == drop sub partition
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- statement
DROP TABLE ev25a;
-- 12-18: ACCESS EXCLUSIVE ev25, ev25a, ev25a_kind_idx

-- == drop sub partition mid
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- statement
DROP TABLE ev25;
-- 12-18: ACCESS EXCLUSIVE ev25, ev25_kind_idx, ev25a, ev25a_kind_idx, events

-- == detach sub
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- statement
ALTER TABLE events DETACH PARTITION ev25;
-- 12-13: ACCESS EXCLUSIVE ev25_kind_idx, ev25a, events; SHARE UPDATE EXCLUSIVE ev25
-- 14-18: ACCESS EXCLUSIVE ev25, ev25_kind_idx, ev25a, events

-- == index part sub
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- statement
CREATE INDEX ev_val ON events (val);
-- 12-18: SHARE ev25, ev25a, events, events_2023, events_2024; builds ev25a_val_idx, events_2023_val_idx, events_2024_val_idx

-- == add column sub
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (kind);
CREATE TABLE ev25a PARTITION OF ev25 FOR VALUES IN ('k');
-- statement
ALTER TABLE events ADD COLUMN z float8 DEFAULT random();
-- 12-18: ACCESS EXCLUSIVE ev25, ev25a, ev25a_kind_idx, events, events_2023, events_2023_kind_idx, events_2024, events_2024_kind_idx; rewrites ev25a, events_2023, events_2024; builds ev25a_kind_idx, events_2023_kind_idx, events_2024_kind_idx

-- == exclusion part [17-18]
CREATE EXTENSION btree_gist;
TRUNCATE events;
-- statement
ALTER TABLE events ADD EXCLUDE USING gist (created_at WITH =, val WITH <>);
-- 17: ACCESS EXCLUSIVE events; SHARE events_2023, events_2024; builds events_2023_created_at_val_excl, events_2024_created_at_val_excl
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024; builds events_2023_created_at_val_excl, events_2024_created_at_val_excl

-- == attach two col key max
CREATE TABLE p2 (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, b);
CREATE TABLE p21 (a int NOT NULL, b int NOT NULL CHECK (b > 0), CHECK (a >= 1 AND a < 5));
-- statement
ALTER TABLE p2 ATTACH PARTITION p21 FOR VALUES FROM (1, MINVALUE) TO (5, MINVALUE);
-- 12-18: ACCESS EXCLUSIVE p21; SHARE UPDATE EXCLUSIVE p2

-- == attach two col key wide
CREATE TABLE p2 (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, b);
CREATE TABLE p21 (a int NOT NULL, b int NOT NULL CHECK (b > 0), CHECK (a >= 1 AND a < 5));
-- statement
ALTER TABLE p2 ATTACH PARTITION p21 FOR VALUES FROM (0, 5) TO (5, 3);
-- 12-18: ACCESS EXCLUSIVE p21; SHARE UPDATE EXCLUSIVE p2

-- == attach two col key maxvalue
CREATE TABLE p2 (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, b);
CREATE TABLE p21 (a int NOT NULL, b int NOT NULL CHECK (b > 0), CHECK (a >= 1 AND a <= 5));
-- statement
ALTER TABLE p2 ATTACH PARTITION p21 FOR VALUES FROM (0, 5) TO (5, MAXVALUE);
-- 12-18: ACCESS EXCLUSIVE p21; SHARE UPDATE EXCLUSIVE p2

-- == attach list not in two
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pld PARTITION OF pl DEFAULT;
ALTER TABLE pld ADD CHECK (k NOT IN ('a', 'b', 'c'));
CREATE TABLE pl1 (k text NOT NULL);
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b');
-- 12-18: ACCESS EXCLUSIVE pl1, pld; SHARE UPDATE EXCLUSIVE pl; scans pl1
