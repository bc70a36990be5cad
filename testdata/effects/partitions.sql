-- == attach no check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach narrower check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at > '2025-02-01' AND created_at <= '2025-11-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach between check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at BETWEEN '2025-02-01' AND '2025-11-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach wider check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= '2024-02-01' AND created_at < '2026-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach half check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= '2025-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach two checks
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= '2025-01-01'), ADD CHECK (created_at < '2026-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach check cast
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= DATE '2025-01-01' AND created_at < '2026-01-01'::date);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach check timestamptz cast
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= TIMESTAMP '2025-01-01' AND created_at < TIMESTAMP '2026-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach not valid check
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= '2025-01-01' AND created_at < '2026-01-01') NOT VALID;
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach maxvalue
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CHECK (created_at >= '2025-01-01');
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey

-- == attach int range
CREATE TABLE pr (id int NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE pr1 (id int NOT NULL CHECK (id >= 0 AND id < 10));
-- statement
ALTER TABLE pr ATTACH PARTITION pr1 FOR VALUES FROM (0) TO (10);
-- 12-18: ACCESS EXCLUSIVE pr1; SHARE UPDATE EXCLUSIVE pr

-- == attach int range negative
CREATE TABLE pr (id int NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE pr1 (id int NOT NULL CHECK (id >= -5 AND id < 10));
-- statement
ALTER TABLE pr ATTACH PARTITION pr1 FOR VALUES FROM (-10) TO (10);
-- 12-18: ACCESS EXCLUSIVE pr1; SHARE UPDATE EXCLUSIVE pr

-- == attach bigint range
CREATE TABLE pr (id bigint NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE pr1 (id bigint NOT NULL CHECK (id >= 0 AND id < 10));
-- statement
ALTER TABLE pr ATTACH PARTITION pr1 FOR VALUES FROM (0) TO (10);
-- 12-18: ACCESS EXCLUSIVE pr1; SHARE UPDATE EXCLUSIVE pr

-- == attach list
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text NOT NULL CHECK (k = 'a'));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a');
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl

-- == attach list in
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text NOT NULL CHECK (k IN ('a', 'b')));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b', 'c');
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl

-- == attach list nullable
CREATE TABLE pl (k text) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text CHECK (k IN ('a', 'b')));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b', 'c');
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl; scans pl1

-- == attach list null
CREATE TABLE pl (k text) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text CHECK (k IN ('a', 'b')));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b', NULL);
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl

-- == attach list superset
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text NOT NULL CHECK (k IN ('a', 'b', 'c')));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b');
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl; scans pl1

-- == attach list or
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pl1 (k text NOT NULL CHECK (k = 'a' OR k = 'b'));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a', 'b');
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl

-- == attach list int
CREATE TABLE pl (k int NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pl1 (k int NOT NULL CHECK (k = 1));
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN (1);
-- 12-18: ACCESS EXCLUSIVE pl1; SHARE UPDATE EXCLUSIVE pl

-- == attach hash
CREATE TABLE ph (k int NOT NULL) PARTITION BY HASH (k);
CREATE TABLE ph1 (k int NOT NULL);
-- statement
ALTER TABLE ph ATTACH PARTITION ph1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
-- 12-18: ACCESS EXCLUSIVE ph1; SHARE UPDATE EXCLUSIVE ph; scans ph1

-- == attach two col key
CREATE TABLE p2 (a int NOT NULL, b int NOT NULL) PARTITION BY RANGE (a, b);
CREATE TABLE p21 (a int NOT NULL, b int NOT NULL CHECK (b > 0), CHECK (a = 1 AND b >= 0 AND b < 10));
-- statement
ALTER TABLE p2 ATTACH PARTITION p21 FOR VALUES FROM (1, 0) TO (1, 10);
-- 12-18: ACCESS EXCLUSIVE p21; SHARE UPDATE EXCLUSIVE p2

-- == attach expression key
CREATE TABLE p2 (a text NOT NULL) PARTITION BY LIST (lower(a));
CREATE TABLE p21 (a text NOT NULL CHECK (lower(a) = 'x'));
-- statement
ALTER TABLE p2 ATTACH PARTITION p21 FOR VALUES IN ('x');
-- 12-18: ACCESS EXCLUSIVE p21; SHARE UPDATE EXCLUSIVE p2; scans p21

-- == attach default first
CREATE TABLE pr (id int) PARTITION BY RANGE (id);
CREATE TABLE pr1 (id int);
-- statement
ALTER TABLE pr ATTACH PARTITION pr1 DEFAULT;
-- 12-18: ACCESS EXCLUSIVE pr1; SHARE UPDATE EXCLUSIVE pr

-- == attach default excluded
CREATE TABLE pr (id int NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE pr0 PARTITION OF pr FOR VALUES FROM (0) TO (10);
CREATE TABLE pr1 (id int NOT NULL CHECK (id >= 10));
-- statement
ALTER TABLE pr ATTACH PARTITION pr1 DEFAULT;
-- 12-18: ACCESS EXCLUSIVE pr1; SHARE UPDATE EXCLUSIVE pr

-- == attach default partition excl check
CREATE TABLE events_def PARTITION OF events DEFAULT;
ALTER TABLE events_def ADD CHECK (created_at < '2025-01-01' OR created_at >= '2026-01-01');
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, events_def; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach default partition excl check side
CREATE TABLE events_def PARTITION OF events DEFAULT;
ALTER TABLE events_def ADD CHECK (created_at < '2022-01-01');
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, events_def; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach list default excl
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pld PARTITION OF pl DEFAULT;
ALTER TABLE pld ADD CHECK (k NOT IN ('a'));
CREATE TABLE pl1 (k text NOT NULL);
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a');
-- 12-18: ACCESS EXCLUSIVE pl1, pld; SHARE UPDATE EXCLUSIVE pl; scans pl1

-- == attach list default excl ne
CREATE TABLE pl (k text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE pld PARTITION OF pl DEFAULT;
ALTER TABLE pld ADD CHECK (k <> 'a');
CREATE TABLE pl1 (k text NOT NULL);
-- statement
ALTER TABLE pl ATTACH PARTITION pl1 FOR VALUES IN ('a');
-- 12-18: ACCESS EXCLUSIVE pl1, pld; SHARE UPDATE EXCLUSIVE pl; scans pl1

-- == attach triggers
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach index invalid parent
CREATE INDEX evi ON ONLY events (val);
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey, evi; scans ev25

-- == create partition default
-- statement
CREATE TABLE evdef PARTITION OF events DEFAULT;
-- 12-18: ACCESS EXCLUSIVE events; SHARE UPDATE EXCLUSIVE events_kind_idx, events_pkey

-- == detach default itself
CREATE TABLE evdef PARTITION OF events DEFAULT;
-- statement
ALTER TABLE events DETACH PARTITION evdef;
-- 12-18: ACCESS EXCLUSIVE evdef, evdef_kind_idx, evdef_pkey, events

-- == drop default partition
CREATE TABLE evdef PARTITION OF events DEFAULT;
-- statement
DROP TABLE evdef;
-- 12-18: ACCESS EXCLUSIVE evdef, evdef_kind_idx, evdef_pkey, events

-- == drop partitioned
-- statement
DROP TABLE events;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey, events_kind_idx, events_pkey

-- == drop parent inh
-- statement
DROP TABLE parent_t CASCADE;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == drop parent inh restrict
-- statement
DROP TABLE parent_t;
-- 12-18: refused 2BP01 cannot drop table parent_t because other objects depend on it

-- == drop child inh
-- statement
DROP TABLE child_t;
-- 12-18: ACCESS EXCLUSIVE child_t

-- == detach with trigger
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
-- statement
ALTER TABLE events DETACH PARTITION events_2023;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey

-- == index part
-- statement
CREATE INDEX ev_val ON events (val);
-- 12-18: SHARE events, events_2023, events_2024; builds events_2023_val_idx, events_2024_val_idx

-- == index part unique
-- statement
CREATE UNIQUE INDEX ev_val ON events (val, created_at);
-- 12-18: SHARE events, events_2023, events_2024; builds events_2023_val_created_at_idx, events_2024_val_created_at_idx

-- == index part one child has
CREATE INDEX x23 ON events_2023 (val);
-- statement
CREATE INDEX ev_val ON events (val);
-- 12-18: SHARE events, events_2023, events_2024, x23; builds events_2024_val_idx

-- == index only
-- statement
CREATE INDEX ev_val ON ONLY events (val);
-- 12-18: SHARE events

-- == index if not exists there
-- statement
CREATE INDEX IF NOT EXISTS users_name_idx ON users (name);
-- 12-18: SHARE users

-- == index if not exists there part
-- statement
CREATE INDEX IF NOT EXISTS events_kind_idx ON events (kind);
-- 12-18: SHARE events, events_2023, events_2024

-- == index expr fn
-- statement
CREATE INDEX i ON items (add_one(a));
-- 12-18: SHARE items; builds i

-- == unique idx
-- statement
CREATE UNIQUE INDEX i ON items (id) INCLUDE (b) WHERE a > 0;
-- 12-18: SHARE items; builds i

-- == drop index child of part
-- statement
DROP INDEX events_2023_kind_idx;
-- 12-18: refused 2BP01 cannot drop index events_2023_kind_idx because index events_kind_idx requires it

-- == drop index constraint
-- statement
DROP INDEX users_email_key;
-- 12-18: refused 2BP01 cannot drop index users_email_key because constraint users_email_key on table users requires it

-- == drop index matview
-- statement
DROP INDEX user_totals_idx;
-- 12-18: ACCESS EXCLUSIVE user_totals, user_totals_idx

-- == drop index uniq fk
CREATE UNIQUE INDEX di ON items (id);
ALTER TABLE docs ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES items (id);
-- statement
DROP INDEX di;
-- 12-18: refused 2BP01 cannot drop index di because other objects depend on it

-- == alter table rename index
-- statement
ALTER TABLE users_name_idx RENAME TO x;
-- 12-18: ACCESS EXCLUSIVE users_name_idx

-- == alter index gin
CREATE INDEX g ON users USING gin (data);
-- statement
ALTER INDEX g SET (fastupdate = off);
-- 12-18: ACCESS EXCLUSIVE g

-- == alter index tablespace same
-- statement
ALTER INDEX users_name_idx SET TABLESPACE pg_default;
-- 12-18: ACCESS EXCLUSIVE users_name_idx

-- == alter index reset
-- statement
ALTER INDEX users_name_idx RESET (fillfactor);
-- 12-18: SHARE UPDATE EXCLUSIVE users_name_idx

-- == alter index attach again
CREATE INDEX ev_val ON ONLY events (val);
CREATE INDEX ev_val23 ON events_2023 (val);
CREATE INDEX ev_val24 ON events_2024 (val);
ALTER INDEX ev_val ATTACH PARTITION ev_val23;
-- statement
ALTER INDEX ev_val ATTACH PARTITION ev_val24;
-- 12-18: ACCESS EXCLUSIVE ev_val24; SHARE UPDATE EXCLUSIVE ev_val; ACCESS SHARE events, events_2024

-- == create stats part
-- statement
CREATE STATISTICS st ON id, val FROM events;
-- 12-18: SHARE UPDATE EXCLUSIVE events

-- == drop stats
CREATE STATISTICS st ON age, status FROM users;
-- statement
DROP STATISTICS st;
-- 12-18: SHARE UPDATE EXCLUSIVE users

-- == alter stats
CREATE STATISTICS st ON age, status FROM users;
-- statement
ALTER STATISTICS st RENAME TO st2;
-- 12-18: nothing

-- == alter stats target [13-18]
CREATE STATISTICS st ON age, status FROM users;
-- statement
ALTER STATISTICS st SET STATISTICS 200;
-- 13-18: nothing

-- == pk part only
CREATE TABLE pp (id int NOT NULL, d int NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE pp1 PARTITION OF pp FOR VALUES FROM (0) TO (9999);
-- statement
ALTER TABLE ONLY pp ADD PRIMARY KEY (id, d);
-- 12-18: ACCESS EXCLUSIVE pp

-- == drop pk part
-- statement
ALTER TABLE events DROP CONSTRAINT events_pkey;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_pkey, events_2024, events_2024_pkey, events_pkey
