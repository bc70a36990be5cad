-- == fk pk int bigint
-- statement
ALTER TABLE users ALTER id TYPE bigint;
-- 12-18: refused 0A000 cannot alter type of a column used by a view or rule

-- == fk pk only
DROP VIEW active_users;
DROP MATERIALIZED VIEW user_totals;
-- statement
ALTER TABLE users ALTER id TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE orders, users, users_age_idx, users_email_key, users_name_idx, users_pkey; SHARE ROW EXCLUSIVE users_id_seq; rewrites users; empties users_id_seq; scans orders; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == fk pk varchar widen
CREATE TABLE p (k varchar(10) PRIMARY KEY);
CREATE TABLE ch (k varchar(10) REFERENCES p);
-- statement
ALTER TABLE p ALTER k TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE ch, p, p_pkey

-- == fk varchar to text
CREATE TABLE p (k varchar(10) PRIMARY KEY);
CREATE TABLE ch (k varchar(10) REFERENCES p);
-- statement
ALTER TABLE ch ALTER k TYPE text;
-- 12-18: ACCESS EXCLUSIVE ch, p

-- == fk varchar narrow
CREATE TABLE p (k varchar(10) PRIMARY KEY);
CREATE TABLE ch (k varchar(10) REFERENCES p);
-- statement
ALTER TABLE ch ALTER k TYPE varchar(5);
-- 12-18: ACCESS EXCLUSIVE ch, p; rewrites ch; scans ch

-- == fk collate
CREATE TABLE p (k varchar(10) PRIMARY KEY);
CREATE TABLE ch (k varchar(10) REFERENCES p);
-- statement
ALTER TABLE ch ALTER k TYPE varchar(10) COLLATE "C";
-- 12-18: ACCESS EXCLUSIVE ch, p

-- == fk not valid
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) NOT VALID;
-- statement
ALTER TABLE items ALTER a TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE items, users; rewrites items

-- == fk drop same
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) NOT VALID;
-- statement
ALTER TABLE items ALTER a TYPE bigint, DROP CONSTRAINT fk;
-- 12-18: ACCESS EXCLUSIVE items, users; rewrites items

-- == self fk
ALTER TABLE docs ADD COLUMN p int REFERENCES docs (id);
-- statement
ALTER TABLE docs ALTER id TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE docs, docs_pkey; rewrites docs; scans docs; builds docs_pkey

-- == other column fk untouched
-- statement
ALTER TABLE orders ALTER note TYPE varchar(10);
-- 12-18: ACCESS EXCLUSIVE orders, orders_pkey, orders_user_id_idx; rewrites orders; builds orders_pkey, orders_user_id_idx

-- == part key
-- statement
ALTER TABLE events ALTER created_at TYPE timestamp;
-- 12-18: refused 42P16 cannot alter column "created_at" because it is part of the partition key of relation "events"

-- == part pk col
-- statement
ALTER TABLE events ALTER id TYPE numeric;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey, events_pkey; rewrites events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == part one col
-- statement
ALTER TABLE events ALTER val TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey; rewrites events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == partition alone
-- statement
ALTER TABLE events_2023 ALTER val TYPE bigint;
-- 12-18: refused 42P16 cannot alter inherited column "val"

-- == part own index of partition
CREATE TABLE pv (id int, c varchar(10)) PARTITION BY RANGE (id);
CREATE TABLE pv1 PARTITION OF pv FOR VALUES FROM (0) TO (1000);
CREATE INDEX own ON pv1 (c);
CREATE INDEX own2 ON pv1 (id);
-- statement
ALTER TABLE pv ALTER c TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE own, pv, pv1

-- == inherited col on child
-- statement
ALTER TABLE child_t ALTER id TYPE bigint;
-- 12-18: refused 42P16 cannot alter inherited column "id"

-- == only parent
-- statement
ALTER TABLE ONLY parent_t ALTER id TYPE bigint;
-- 12-18: refused 42P16 type of inherited column "id" must be changed in child tables too

-- == inh widen
ALTER TABLE parent_t ALTER v TYPE varchar(10);
CREATE INDEX ci ON child_t (v);
-- statement
ALTER TABLE parent_t ALTER v TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE child_t, ci, parent_t

-- == view
-- statement
ALTER TABLE users ALTER email TYPE text;
-- 12-18: refused 0A000 cannot alter type of a column used by a view or rule

-- == view other col
-- statement
ALTER TABLE users ALTER name TYPE text;
-- 12-18: ACCESS EXCLUSIVE users, users_name_idx

-- == trigger when
CREATE TRIGGER tr BEFORE UPDATE ON items FOR EACH ROW WHEN (NEW.c IS NOT NULL) EXECUTE FUNCTION touch();
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: refused 0A000 cannot alter type of a column used in a trigger definition

-- == trigger of
CREATE TRIGGER tr BEFORE UPDATE OF c ON items FOR EACH ROW EXECUTE FUNCTION touch();
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: refused 0A000 cannot alter type of a column used in a trigger definition

-- == policy
-- statement
ALTER TABLE docs ALTER owner TYPE varchar;
-- 12-18: refused 0A000 cannot alter type of a column used in a policy definition

-- == generated
CREATE TABLE ge (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
-- statement
ALTER TABLE ge ALTER a TYPE bigint;
-- 12-14: refused 42601 cannot alter type of a column used by a generated column
-- 15-18: refused 0A000 cannot alter type of a column used by a generated column

-- == generated itself
CREATE TABLE ge (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
-- statement
ALTER TABLE ge ALTER b TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE ge; rewrites ge

-- == default
-- statement
ALTER TABLE users ALTER status TYPE int USING 1;
-- 12-18: refused 42804 default for column "status" cannot be cast automatically to type integer

-- == default drop
-- statement
ALTER TABLE users ALTER status DROP DEFAULT, ALTER status TYPE varchar(10);
-- 12-18: refused 0A000 cannot alter type of a column used by a view or rule

-- == default int
CREATE TABLE dd (a int DEFAULT 5);
-- statement
ALTER TABLE dd ALTER a TYPE text;
-- 12-18: ACCESS EXCLUSIVE dd; rewrites dd

-- == include
CREATE INDEX inc ON items (id) INCLUDE (c);
-- statement
ALTER TABLE items ALTER c TYPE varchar(200);
-- 12-18: ACCESS EXCLUSIVE inc, items

-- == include collate
CREATE INDEX inc ON items (id) INCLUDE (c);
-- statement
ALTER TABLE items ALTER c TYPE varchar(50) COLLATE "C";
-- 12-18: ACCESS EXCLUSIVE inc, items

-- == pattern ops
CREATE INDEX po ON items (c varchar_pattern_ops);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, po

-- == pattern ops collate
CREATE INDEX po ON items (c varchar_pattern_ops);
-- statement
ALTER TABLE items ALTER c TYPE varchar(50) COLLATE "C";
-- 12-18: ACCESS EXCLUSIVE items, po; builds po

-- == hash index
CREATE INDEX po ON items USING hash (c);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, po

-- == gin
CREATE TABLE gi (a text[]);
CREATE INDEX gii ON gi USING gin (a);
-- statement
ALTER TABLE gi ALTER a TYPE varchar[];
-- 12-18: ACCESS EXCLUSIVE gi, gii; rewrites gi; builds gii

-- == brin
CREATE INDEX po ON items USING brin (d);
-- statement
ALTER TABLE items ALTER d TYPE timestamptz;
-- 12-18: ACCESS EXCLUSIVE items, po; builds po

-- == two col index
CREATE INDEX po ON items (a, c);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, po

-- == unique exclusion
ALTER TABLE items ADD EXCLUDE USING btree (c WITH =);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, items_c_excl

-- == ts index
CREATE INDEX ti ON items (d);
-- statement
ALTER TABLE items ALTER d TYPE timestamptz;
-- 12-18: ACCESS EXCLUSIVE items, ti; builds ti

-- == ts using tz
-- statement
ALTER TABLE items ALTER d TYPE timestamptz USING d AT TIME ZONE 'UTC';
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == ts zone
-- statement
SET LOCAL timezone = 'Europe/Berlin';
ALTER TABLE items ALTER d TYPE timestamptz;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == ts zone utc
SET timezone = 'Europe/Berlin';
-- statement
SET LOCAL timezone = 'UTC';
ALTER TABLE items ALTER d TYPE timestamptz;
-- 12-18: ACCESS EXCLUSIVE items

-- == ts precision
-- statement
ALTER TABLE items ALTER d TYPE timestamptz(6);
-- 12-18: ACCESS EXCLUSIVE items

-- == ts precision 3
-- statement
ALTER TABLE items ALTER d TYPE timestamptz(3);
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == using cast same
-- statement
ALTER TABLE items ALTER c TYPE text USING c::text;
-- 12-18: ACCESS EXCLUSIVE items

-- == using cast wide
-- statement
ALTER TABLE items ALTER c TYPE varchar(100) USING c::varchar(100);
-- 12-18: ACCESS EXCLUSIVE items

-- == using cast collate
-- statement
ALTER TABLE items ALTER c TYPE text USING c COLLATE "C";
-- 12-18: ACCESS EXCLUSIVE items

-- == using const
-- statement
ALTER TABLE items ALTER c TYPE text USING 'x';
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == using other column
-- statement
ALTER TABLE items ALTER c TYPE text USING b;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == check multi
ALTER TABLE items ADD CONSTRAINT cc CHECK (c <> b);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == check drop same
ALTER TABLE items ADD CONSTRAINT cc CHECK (c <> b);
-- statement
ALTER TABLE items ALTER c TYPE text, DROP CONSTRAINT cc;
-- 12-18: ACCESS EXCLUSIVE items

-- == check rewriting
ALTER TABLE items ADD CONSTRAINT cc CHECK (a > 0);
-- statement
ALTER TABLE items ALTER a TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == part check
ALTER TABLE events ADD CONSTRAINT cc CHECK (kind <> 'z');
-- statement
ALTER TABLE events ALTER kind TYPE varchar;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2024, events_2024_kind_idx, events_kind_idx; scans events_2023, events_2024; builds events_2023_kind_idx, events_2024_kind_idx

-- == row type
CREATE TABLE rt (r items);
-- statement
ALTER TABLE items ALTER a TYPE bigint;
-- 12-18: refused 0A000 cannot alter table "items" because column "rt.r" uses its row type

-- == matview
-- statement
ALTER TABLE orders ALTER total TYPE numeric(12,2);
-- 12-18: refused 0A000 cannot alter type of a column used by a view or rule

-- == replica identity
CREATE UNIQUE INDEX ri ON items (id);
ALTER TABLE items REPLICA IDENTITY USING INDEX ri;
-- statement
ALTER TABLE items ALTER id TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE items, ri; rewrites items; builds ri

-- == cluster
CREATE INDEX ri ON items (c);
ALTER TABLE items CLUSTER ON ri;
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, ri

-- == statistics free
CREATE STATISTICS st ON a, c FROM items;
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items

-- == identity
-- statement
ALTER TABLE users ALTER id TYPE smallint;
-- 12-18: refused 0A000 cannot alter type of a column used by a view or rule

-- == identity alone
CREATE TABLE idt (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- statement
ALTER TABLE idt ALTER id TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE idt, idt_pkey; SHARE ROW EXCLUSIVE idt_id_seq; rewrites idt; empties idt_id_seq; builds idt_pkey

-- == identity numeric
CREATE TABLE idt (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- statement
ALTER TABLE idt ALTER id TYPE numeric;
-- 12-18: refused 22023 identity column type must be smallint, integer, or bigint

-- == domain len
CREATE DOMAIN dl AS varchar(10);
CREATE TABLE dt (c dl);
-- statement
ALTER TABLE dt ALTER c TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE dt; rewrites dt

-- == domain len text
CREATE DOMAIN dl AS varchar(10);
CREATE TABLE dt (c dl);
-- statement
ALTER TABLE dt ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE dt

-- == to domain len
CREATE DOMAIN dl AS varchar(100);
-- statement
ALTER TABLE items ALTER c TYPE dl;
-- 12-18: ACCESS EXCLUSIVE items

-- == domain domain
CREATE DOMAIN d1 AS text;
CREATE DOMAIN d2 AS d1;
CREATE TABLE dt (c d2);
CREATE INDEX di ON dt (c);
-- statement
ALTER TABLE dt ALTER c TYPE d1;
-- 12-18: ACCESS EXCLUSIVE di, dt

-- == domain constrained same base
CREATE DOMAIN d1 AS int CHECK (VALUE > 0);
CREATE DOMAIN d2 AS d1;
CREATE TABLE dt (c d2);
-- statement
ALTER TABLE dt ALTER c TYPE d1;
-- 12-18: ACCESS EXCLUSIVE dt; rewrites dt

-- == array same unbounded
CREATE TABLE ta (c varchar(10)[]);
CREATE INDEX tai ON ta (c);
-- statement
ALTER TABLE ta ALTER c TYPE varchar[];
-- 12-18: ACCESS EXCLUSIVE ta, tai

-- == array domain
CREATE DOMAIN da AS int[];
CREATE TABLE ta (c int[]);
CREATE INDEX tai ON ta (c);
-- statement
ALTER TABLE ta ALTER c TYPE da;
-- 12-18: ACCESS EXCLUSIVE ta, tai; builds tai

-- == enum to enum
CREATE TYPE m2 AS ENUM ('sad','ok','happy');
CREATE TABLE ta (c mood);
-- statement
ALTER TABLE ta ALTER c TYPE m2 USING c::text::m2;
-- 12-18: ACCESS EXCLUSIVE ta; rewrites ta

-- == two types index
CREATE INDEX po ON items (a, c);
-- statement
ALTER TABLE items ALTER a TYPE bigint, ALTER c TYPE text;
-- 12-18: ACCESS EXCLUSIVE items, po; rewrites items; builds po

-- == type and unique add
-- statement
ALTER TABLE items ALTER a TYPE bigint, ADD UNIQUE (a);
-- 12-18: ACCESS EXCLUSIVE items; rewrites items; builds items_a_key

-- == type and drop col
-- statement
ALTER TABLE items ALTER a TYPE bigint, DROP COLUMN b;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == fn sql body [14-18]
CREATE FUNCTION fb() RETURNS text LANGUAGE sql RETURN (SELECT c FROM items LIMIT 1);
-- statement
ALTER TABLE items ALTER c TYPE text;
-- 14-18: refused 0A000 cannot alter type of a column used by a function or procedure

-- == foreign table
CREATE EXTENSION file_fdw;
CREATE SERVER fs FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE ft (a int) SERVER fs OPTIONS (filename '/dev/null');
-- statement
ALTER FOREIGN TABLE ft ALTER a TYPE bigint;
-- 12-18: ACCESS EXCLUSIVE ft

-- == to a serial
-- statement
ALTER TABLE items ALTER a TYPE bigserial;
-- 12-18: refused 42704 type "bigserial" does not exist
