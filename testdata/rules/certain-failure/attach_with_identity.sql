-- config: pg-version = 17
-- migration: 1_events.sql
CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
-- migration: 2_next.sql
CREATE TABLE events_2025 (LIKE events INCLUDING ALL);
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); -- want certain-failure: table "events_2025" being attached contains an identity column "id"
-- migration: 3_next.sql
CREATE TABLE events_2026 (LIKE events INCLUDING ALL EXCLUDING IDENTITY);
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
