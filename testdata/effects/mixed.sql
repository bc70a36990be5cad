-- == default nextval
-- statement
ALTER TABLE users ADD COLUMN x bigint DEFAULT nextval('standalone_seq');
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; ROW EXCLUSIVE standalone_seq; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == owner
-- statement
ALTER TABLE users OWNER TO app_owner;
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_id_seq, users_name_idx, users_pkey

-- == owner part
-- statement
ALTER TABLE events OWNER TO app_owner;
-- 12-18: ACCESS EXCLUSIVE events, events_kind_idx, events_pkey

-- == set logged seq
CREATE UNLOGGED TABLE ul (id serial primary key);
-- statement
ALTER TABLE ul SET LOGGED;
-- 12-14: ACCESS EXCLUSIVE ul, ul_pkey; rewrites ul; builds ul_pkey
-- 15-18: ACCESS EXCLUSIVE ul, ul_id_seq, ul_pkey; rewrites ul; empties ul_id_seq; builds ul_pkey

-- == set unlogged
-- statement
ALTER TABLE orders SET UNLOGGED;
-- 12-14: ACCESS EXCLUSIVE orders, orders_pkey, orders_user_id_idx; rewrites orders; builds orders_pkey, orders_user_id_idx
-- 15-18: ACCESS EXCLUSIVE orders, orders_id_seq, orders_pkey, orders_user_id_idx; rewrites orders; empties orders_id_seq; builds orders_pkey, orders_user_id_idx

-- == drop nn inh
ALTER TABLE parent_t ALTER id SET NOT NULL;
-- statement
ALTER TABLE parent_t ALTER id DROP NOT NULL;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == set nn already part
-- statement
ALTER TABLE events ALTER id SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE events

-- == pk on inh parent
-- statement
ALTER TABLE parent_t ADD PRIMARY KEY (id);
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; scans child_t, parent_t; builds parent_t_pkey

-- == pk nullable partitioned
CREATE TABLE pp (id int, d int) PARTITION BY RANGE (d);
CREATE TABLE pp1 PARTITION OF pp FOR VALUES FROM (0) TO (9999);
-- statement
ALTER TABLE pp ADD PRIMARY KEY (id, d);
-- 12-18: ACCESS EXCLUSIVE pp, pp1; scans pp1; builds pp1_pkey

-- == unique partitioned
-- statement
ALTER TABLE events ADD UNIQUE (val, created_at);
-- 12-17: ACCESS EXCLUSIVE events; SHARE events_2023, events_2024; builds events_2023_val_created_at_key, events_2024_val_created_at_key
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024; builds events_2023_val_created_at_key, events_2024_val_created_at_key

-- == check noinherit
-- statement
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0) NO INHERIT;
-- 12-17: ACCESS EXCLUSIVE parent_t; scans parent_t
-- 18: ACCESS EXCLUSIVE child_t, parent_t; scans parent_t

-- == check inherit
-- statement
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0);
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; scans child_t, parent_t

-- == unique using index same name
CREATE UNIQUE INDEX ui ON items (a);
-- statement
ALTER TABLE items ADD UNIQUE USING INDEX ui;
-- 12-18: ACCESS EXCLUSIVE items

-- == statistics part
-- statement
ALTER TABLE events ALTER val SET STATISTICS 5;
-- 12-18: SHARE UPDATE EXCLUSIVE events, events_2023, events_2024

-- == col options part
-- statement
ALTER TABLE events ALTER val SET (n_distinct = 5);
-- 12-18: SHARE UPDATE EXCLUSIVE events

-- == storage part
-- statement
ALTER TABLE events ALTER kind SET STORAGE EXTERNAL;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == inh column rename
-- statement
ALTER TABLE parent_t RENAME v TO w;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == rename table part
-- statement
ALTER TABLE events RENAME TO evts;
-- 12-18: ACCESS EXCLUSIVE events

-- == disable trigger all part
-- statement
ALTER TABLE events DISABLE TRIGGER ALL;
-- 12-18: SHARE ROW EXCLUSIVE events

-- == disable trigger user part
-- statement
ALTER TABLE events DISABLE TRIGGER USER;
-- 12-18: SHARE ROW EXCLUSIVE events

-- == disable stmt trigger part
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION touch();
-- statement
ALTER TABLE events DISABLE TRIGGER tr;
-- 12-18: SHARE ROW EXCLUSIVE events

-- == rename trig part
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
-- statement
ALTER TRIGGER tr ON events RENAME TO tr2;
-- 12-14: ACCESS EXCLUSIVE events
-- 15-18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == drop trig part
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
-- statement
DROP TRIGGER tr ON events;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == detach
-- statement
ALTER TABLE events DETACH PARTITION events_2023;
-- 12-13: ACCESS EXCLUSIVE events, events_2023_kind_idx, events_2023_pkey; SHARE UPDATE EXCLUSIVE events_2023
-- 14-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey

-- == detach default
CREATE TABLE events_def PARTITION OF events DEFAULT;
-- statement
ALTER TABLE events DETACH PARTITION events_2023;
-- 12-13: ACCESS EXCLUSIVE events, events_2023_kind_idx, events_2023_pkey, events_def; SHARE UPDATE EXCLUSIVE events_2023
-- 14-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_def

-- == drop partition
-- statement
DROP TABLE events_2023;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey

-- == fk to partitioned
ALTER TABLE items ADD COLUMN cd date;
-- statement
ALTER TABLE items ADD FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
-- 12-18: SHARE ROW EXCLUSIVE events, events_2023, events_2024, items; scans items

-- == attach referenced
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-14: ACCESS EXCLUSIVE ev25; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; ACCESS SHARE items; scans ev25
-- 15-18: ACCESS EXCLUSIVE ev25; SHARE ROW EXCLUSIVE items; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == create partition referenced
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
-- statement
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-14: ACCESS EXCLUSIVE events; SHARE UPDATE EXCLUSIVE events_kind_idx, events_pkey; ACCESS SHARE items
-- 15-18: ACCESS EXCLUSIVE events; SHARE ROW EXCLUSIVE items; SHARE UPDATE EXCLUSIVE events_kind_idx, events_pkey

-- == detach referenced
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
-- statement
ALTER TABLE events DETACH PARTITION events_2024;
-- 12-18: ACCESS EXCLUSIVE events, events_2024, events_2024_kind_idx, events_2024_pkey, items

-- == drop partition referenced
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
-- statement
DROP TABLE events_2024 CASCADE;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024, events_2024_kind_idx, events_2024_pkey, items

-- == attach fk
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25; SHARE ROW EXCLUSIVE users; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == attach fk matching
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
CREATE TABLE ev25 (LIKE events INCLUDING ALL);
ALTER TABLE ev25 ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
-- statement
ALTER TABLE events ATTACH PARTITION ev25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE ev25, users; SHARE UPDATE EXCLUSIVE events, events_kind_idx, events_pkey; scans ev25

-- == create partition fk
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
-- statement
CREATE TABLE ev25 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- 12-18: ACCESS EXCLUSIVE events; SHARE ROW EXCLUSIVE users; SHARE UPDATE EXCLUSIVE events_kind_idx, events_pkey

-- == fk on partitioned
-- statement
ALTER TABLE events ADD FOREIGN KEY (val) REFERENCES users (id);
-- 12-18: SHARE ROW EXCLUSIVE events, events_2023, events_2024, users; scans events_2023, events_2024

-- == drop fk on partitioned
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
-- statement
ALTER TABLE events DROP CONSTRAINT fk;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024, users

-- == alter fk partitioned
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id);
-- statement
ALTER TABLE events ALTER CONSTRAINT fk DEFERRABLE;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == truncate restart
-- statement
TRUNCATE orders RESTART IDENTITY;
-- 12-18: ACCESS EXCLUSIVE orders, orders_id_seq, orders_pkey, orders_user_id_idx; empties orders, orders_id_seq, orders_pkey, orders_user_id_idx

-- == truncate partitioned cascade
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at);
-- statement
TRUNCATE events CASCADE;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey, items; empties events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey, items

-- == drop pk cascade
-- statement
ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE;
-- 12-18: ACCESS EXCLUSIVE orders, users, users_pkey

-- == drop users cascade
-- statement
DROP TABLE users CASCADE;
-- 12-18: ACCESS EXCLUSIVE active_users, orders, user_totals, user_totals_idx, users, users_age_idx, users_email_key, users_id_seq, users_name_idx, users_pkey

-- == drop column users
-- statement
ALTER TABLE users DROP COLUMN name;
-- 12-18: ACCESS EXCLUSIVE users, users_name_idx

-- == drop column view
-- statement
ALTER TABLE users DROP COLUMN status CASCADE;
-- 12-18: ACCESS EXCLUSIVE active_users, users

-- == drop column inherited
-- statement
ALTER TABLE parent_t DROP COLUMN v;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == drop column part
-- statement
ALTER TABLE events DROP COLUMN kind;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2024, events_2024_kind_idx, events_kind_idx

-- == drop column serial
-- statement
ALTER TABLE orders DROP COLUMN id;
-- 12-18: ACCESS EXCLUSIVE orders, orders_id_seq, orders_pkey

-- == drop and add a column of one name
-- statement
ALTER TABLE users DROP COLUMN balance, ADD COLUMN balance double precision DEFAULT random();
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == fk between types that nothing compares
-- statement
ALTER TABLE orders ADD CONSTRAINT orders_note_fkey FOREIGN KEY (note) REFERENCES users (id);
-- 12-18: refused 42804 foreign key constraint "orders_note_fkey" cannot be implemented

-- == type change beside a star that is older than the column
CREATE VIEW v AS SELECT * FROM items;
ALTER TABLE items ADD COLUMN g varchar(10);
-- statement
ALTER TABLE items ALTER COLUMN g TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE items

-- == create row trigger part
-- statement
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
-- 12-18: SHARE ROW EXCLUSIVE events, events_2023, events_2024

-- == create statement trigger part
-- statement
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION touch();
-- 12-18: SHARE ROW EXCLUSIVE events
