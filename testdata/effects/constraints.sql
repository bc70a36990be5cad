-- == add col default sql volatile fn
CREATE FUNCTION f1() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
ALTER TABLE items ADD COLUMN x int DEFAULT f1();
-- 12-18: ACCESS EXCLUSIVE items

-- == add col default sql volatile fn random
CREATE FUNCTION f1() RETURNS float8 LANGUAGE sql AS 'SELECT random()';
-- statement
ALTER TABLE items ADD COLUMN x float8 DEFAULT f1();
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == add col default sql fn args
CREATE FUNCTION f1(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
-- statement
ALTER TABLE items ADD COLUMN x int DEFAULT f1(3);
-- 12-18: ACCESS EXCLUSIVE items

-- == add col domain array
CREATE DOMAIN d AS int CHECK (VALUE > 0);
-- statement
ALTER TABLE items ADD COLUMN x d[] DEFAULT '{1}';
-- 12-18: ACCESS EXCLUSIVE items

-- == add col domain over domain
CREATE DOMAIN d2 AS posint;
-- statement
ALTER TABLE items ADD COLUMN x d2;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == add col domain not null default
CREATE DOMAIN d2 AS int DEFAULT 4 NOT NULL;
-- statement
ALTER TABLE items ADD COLUMN x d2;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == add col domain array base
CREATE DOMAIN d2 AS int[] CHECK (cardinality(VALUE) < 5);
-- statement
ALTER TABLE items ADD COLUMN x d2 DEFAULT '{}';
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == add col not null empty
CREATE TABLE e (a int);
-- statement
ALTER TABLE e ADD COLUMN x int NOT NULL;
-- 12-18: ACCESS EXCLUSIVE e; scans e

-- == add col pk no default empty
CREATE TABLE e (a int);
-- statement
ALTER TABLE e ADD COLUMN x int PRIMARY KEY;
-- 12-18: ACCESS EXCLUSIVE e; scans e; builds e_pkey

-- == add col inh parent
-- statement
ALTER TABLE parent_t ADD COLUMN x int NOT NULL DEFAULT random();
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; rewrites child_t, parent_t

-- == add col inh parent check
-- statement
ALTER TABLE parent_t ADD COLUMN x int CHECK (x > 0);
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; scans child_t, parent_t

-- == add col references part
-- statement
ALTER TABLE events ADD COLUMN u int REFERENCES users;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024; SHARE ROW EXCLUSIVE users

-- == add col unique part
-- statement
ALTER TABLE events ADD COLUMN u int, ADD UNIQUE (u, created_at);
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024; builds events_2023_u_created_at_key, events_2024_u_created_at_key

-- == add col ref and other default
-- statement
ALTER TABLE items ADD COLUMN u int REFERENCES users, ADD COLUMN z int DEFAULT 5;
-- 12: ACCESS EXCLUSIVE items; SHARE ROW EXCLUSIVE users; scans items
-- 13-18: ACCESS EXCLUSIVE items; SHARE ROW EXCLUSIVE users

-- == add col ref self
-- statement
ALTER TABLE users ADD COLUMN parent int REFERENCES users (id);
-- 12-18: ACCESS EXCLUSIVE users

-- == add col if not exists present
-- statement
ALTER TABLE users ADD COLUMN IF NOT EXISTS age int;
-- 12-18: ACCESS EXCLUSIVE users

-- == add col if not exists present volatile
-- statement
ALTER TABLE users ADD COLUMN IF NOT EXISTS age int DEFAULT random();
-- 12-18: ACCESS EXCLUSIVE users

-- == add col now minus
-- statement
ALTER TABLE users ADD COLUMN x timestamptz DEFAULT now() - interval '1 day';
-- 12-18: ACCESS EXCLUSIVE users

-- == add col case
-- statement
ALTER TABLE users ADD COLUMN x text DEFAULT CASE WHEN current_user = 'a' THEN 'x' ELSE 'y' END;
-- 12-18: ACCESS EXCLUSIVE users

-- == add col md5 random
-- statement
ALTER TABLE users ADD COLUMN x text DEFAULT md5(random()::text);
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == dead branch of a case
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT CASE WHEN true THEN 1 ELSE random() END;
-- 12-18: ACCESS EXCLUSIVE users

-- == live branch of a case
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT CASE WHEN NULL THEN 1 WHEN 2 > 1 THEN random() END;
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == case of constants
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT CASE 'eu' WHEN 'us' THEN random() WHEN 'eu' THEN 0 ELSE random() END;
-- 12-18: ACCESS EXCLUSIVE users

-- == case of a volatile operand
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT CASE random() WHEN 1 THEN 1 ELSE 2 END;
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == coalesce of a constant
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT coalesce(NULL, 1.5, random());
-- 12-18: ACCESS EXCLUSIVE users

-- == coalesce of null
-- statement
ALTER TABLE users ADD COLUMN x float8 DEFAULT coalesce(NULL, random(), 1);
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == decided conditions
-- statement
ALTER TABLE users ADD COLUMN x boolean DEFAULT (random() > 0.5 AND (NOT true OR 'a' IS NULL));
-- 12-18: ACCESS EXCLUSIVE users

-- == undecided conditions
-- statement
ALTER TABLE users ADD COLUMN x boolean DEFAULT (NULL OR random() > 0.5);
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == add col nextval::text part
-- statement
ALTER TABLE events ADD COLUMN x int DEFAULT nextval('standalone_seq'::regclass);
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2023_kind_idx, events_2023_pkey, events_2024, events_2024_kind_idx, events_2024_pkey; ROW EXCLUSIVE standalone_seq; rewrites events_2023, events_2024; builds events_2023_kind_idx, events_2023_pkey, events_2024_kind_idx, events_2024_pkey

-- == add col uuid-ossp
CREATE EXTENSION "uuid-ossp";
-- statement
ALTER TABLE users ADD COLUMN x uuid DEFAULT uuid_generate_v4();
-- 12-18: ACCESS EXCLUSIVE users, users_age_idx, users_email_key, users_name_idx, users_pkey; rewrites users; builds users_age_idx, users_email_key, users_name_idx, users_pkey

-- == add exclude col
CREATE EXTENSION btree_gist;
-- statement
ALTER TABLE items ADD COLUMN x int, ADD EXCLUDE USING gist (x WITH =);
-- 12-18: ACCESS EXCLUSIVE items; builds items_x_excl

-- == nn check not null true
ALTER TABLE items ADD CONSTRAINT nn CHECK ((a IS NOT NULL) = true);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items

-- == nn check not isnull
ALTER TABLE items ADD CONSTRAINT nn CHECK (NOT (a IS NULL));
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items

-- == nn check and
ALTER TABLE items ADD CONSTRAINT nn CHECK (a > 0 AND a IS NOT NULL);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items

-- == nn check or both
ALTER TABLE items ADD CONSTRAINT nn CHECK ((a IS NOT NULL AND b = 'x') OR (a IS NOT NULL AND b <> 'x'));
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items

-- == nn check is distinct
ALTER TABLE items ADD CONSTRAINT nn CHECK (a IS DISTINCT FROM NULL);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12: ACCESS EXCLUSIVE items; scans items
-- 13-18: ACCESS EXCLUSIVE items

-- == nn check is true
ALTER TABLE items ADD CONSTRAINT nn CHECK ((a IS NOT NULL) IS TRUE);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn check is not false
ALTER TABLE items ADD CONSTRAINT nn CHECK ((a IS NULL) IS FALSE);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn check row
ALTER TABLE items ADD CONSTRAINT nn CHECK (ROW(a, id) IS NOT NULL);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12: ACCESS EXCLUSIVE items; scans items
-- 13-18: ACCESS EXCLUSIVE items

-- == nn check num_nonnulls
ALTER TABLE items ADD CONSTRAINT nn CHECK (num_nonnulls(a) = 1);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn check case
ALTER TABLE items ADD CONSTRAINT nn CHECK (CASE WHEN a IS NULL THEN false ELSE true END);
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn drop check same
ALTER TABLE items ADD CONSTRAINT nn CHECK (a IS NOT NULL);
-- statement
ALTER TABLE items ALTER a SET NOT NULL, DROP CONSTRAINT nn;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn partitioned check
ALTER TABLE events ADD CONSTRAINT nn CHECK (kind IS NOT NULL);
-- statement
ALTER TABLE events ALTER kind SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == nn inh check on child only
ALTER TABLE child_t ADD CONSTRAINT nn CHECK (id IS NOT NULL);
-- statement
ALTER TABLE parent_t ALTER id SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; scans parent_t

-- == nn only inh
-- statement
ALTER TABLE ONLY parent_t ALTER id SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE parent_t; scans parent_t

-- == nn added column
-- statement
ALTER TABLE items ADD COLUMN x int DEFAULT 5, ALTER x SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == nn volatile
-- statement
ALTER TABLE items ADD COLUMN x float8 DEFAULT random(), ALTER x SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == nn and rewrite
-- statement
ALTER TABLE items ALTER a TYPE bigint, ALTER b SET NOT NULL;
-- 12-18: ACCESS EXCLUSIVE items; rewrites items

-- == pk nullable check drop
ALTER TABLE items ADD CONSTRAINT nn CHECK (a IS NOT NULL);
-- statement
ALTER TABLE items ADD PRIMARY KEY (a), DROP CONSTRAINT nn;
-- 12-18: ACCESS EXCLUSIVE items; scans items; builds items_pkey

-- == nn 18 not valid [18-18]
-- statement
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a NOT VALID;
-- 18: ACCESS EXCLUSIVE items

-- == nn 18 valid [18-18]
-- statement
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a;
-- 18: ACCESS EXCLUSIVE items; scans items

-- == nn 18 set over not valid [18-18]
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 18: ACCESS EXCLUSIVE items; scans items

-- == nn 18 set over validated [18-18]
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a NOT VALID;
ALTER TABLE items VALIDATE CONSTRAINT nn;
-- statement
ALTER TABLE items ALTER a SET NOT NULL;
-- 18: ACCESS EXCLUSIVE items

-- == nn 18 add with check [18-18]
ALTER TABLE items ADD CONSTRAINT c CHECK (a IS NOT NULL);
-- statement
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a;
-- 18: ACCESS EXCLUSIVE items

-- == nn 18 validate with check [18-18]
ALTER TABLE items ADD CONSTRAINT c CHECK (a IS NOT NULL), ADD CONSTRAINT nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE items VALIDATE CONSTRAINT nn;
-- 18: SHARE UPDATE EXCLUSIVE items; scans items

-- == nn 18 part [18-18]
-- statement
ALTER TABLE events ADD CONSTRAINT nn NOT NULL kind;
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024; scans events_2023, events_2024

-- == nn 18 part not valid [18-18]
-- statement
ALTER TABLE events ADD CONSTRAINT nn NOT NULL kind NOT VALID;
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == nn 18 part validate [18-18]
ALTER TABLE events ADD CONSTRAINT nn NOT NULL kind NOT VALID;
-- statement
ALTER TABLE events VALIDATE CONSTRAINT nn;
-- 18: SHARE UPDATE EXCLUSIVE events, events_2023, events_2024; scans events_2023, events_2024

-- == nn 18 inherit [18-18]
ALTER TABLE parent_t ADD CONSTRAINT nn NOT NULL id NO INHERIT;
-- statement
ALTER TABLE parent_t ALTER CONSTRAINT nn INHERIT;
-- 18: ACCESS EXCLUSIVE child_t, parent_t

-- == nn 18 noinherit alter [18-18]
ALTER TABLE parent_t ADD CONSTRAINT nn NOT NULL id;
-- statement
ALTER TABLE parent_t ALTER CONSTRAINT nn NO INHERIT;
-- 18: ACCESS EXCLUSIVE child_t, parent_t

-- == nn 18 rename [18-18]
ALTER TABLE parent_t ADD CONSTRAINT nn NOT NULL id;
-- statement
ALTER TABLE parent_t RENAME CONSTRAINT nn TO nn2;
-- 18: ACCESS EXCLUSIVE child_t, parent_t

-- == nn 18 drop inh [18-18]
ALTER TABLE parent_t ADD CONSTRAINT nn NOT NULL id;
-- statement
ALTER TABLE parent_t DROP CONSTRAINT nn;
-- 18: ACCESS EXCLUSIVE child_t, parent_t

-- == nn 18 pk over not valid [18-18]
ALTER TABLE items ADD CONSTRAINT nn NOT NULL a NOT VALID;
-- statement
ALTER TABLE items ADD PRIMARY KEY (a);
-- 18: refused 55000 cannot create primary key on column "a"

-- == check not valid inh
-- statement
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == check validate inh
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0) NOT VALID;
-- statement
ALTER TABLE parent_t VALIDATE CONSTRAINT c;
-- 12-18: SHARE UPDATE EXCLUSIVE child_t, parent_t; scans child_t, parent_t

-- == check drop inh
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0);
-- statement
ALTER TABLE parent_t DROP CONSTRAINT c;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == check rename inh
ALTER TABLE parent_t ADD CONSTRAINT c CHECK (id > 0);
-- statement
ALTER TABLE parent_t RENAME CONSTRAINT c TO d;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == check partitioned
-- statement
ALTER TABLE events ADD CONSTRAINT c CHECK (val > 0);
-- 12-18: ACCESS EXCLUSIVE events, events_2023, events_2024; scans events_2023, events_2024

-- == check not valid validate same
-- statement
ALTER TABLE items ADD CONSTRAINT c CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT c;
-- 12-18: ACCESS EXCLUSIVE items; scans items

-- == check 18 not enforced validate [18-18]
ALTER TABLE items ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;
-- statement
ALTER TABLE items VALIDATE CONSTRAINT c;
-- 18: refused 55000 cannot validate NOT ENFORCED constraint

-- == check 18 inh noinherit [18-18]
-- statement
ALTER TABLE events ADD CONSTRAINT c CHECK (val > 0) NOT ENFORCED;
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024

-- == fk 18 partitioned not valid [12-18]
-- statement
ALTER TABLE events ADD FOREIGN KEY (val) REFERENCES users (id) NOT VALID;
-- 12-17: refused 42809 cannot add NOT VALID foreign key on partitioned table "events" referencing relation "users"
-- 18: SHARE ROW EXCLUSIVE events, events_2023, events_2024, users

-- == fk enforced part [18-18]
ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (val) REFERENCES users (id) NOT ENFORCED;
-- statement
ALTER TABLE events ALTER CONSTRAINT fk ENFORCED;
-- 18: ACCESS EXCLUSIVE events, events_2023, events_2024; SHARE ROW EXCLUSIVE users; scans events_2023, events_2024

-- == fk not enforced drop [18-18]
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) NOT ENFORCED;
-- statement
ALTER TABLE items DROP CONSTRAINT fk;
-- 18: ACCESS EXCLUSIVE items, users

-- == fk not enforced drop table [18-18]
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id) NOT ENFORCED;
-- statement
DROP TABLE items;
-- 18: ACCESS EXCLUSIVE items

-- == fk not enforced drop ref [18-18]
CREATE TABLE r (id int primary key);
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES r (id) NOT ENFORCED;
-- statement
DROP TABLE r CASCADE;
-- 18: ACCESS EXCLUSIVE items, r, r_pkey

-- == fk rename
-- statement
ALTER TABLE orders RENAME CONSTRAINT orders_user_id_fkey TO x;
-- 12-18: ACCESS EXCLUSIVE orders

-- == fk referenced pk drop restrict
-- statement
ALTER TABLE users DROP CONSTRAINT users_pkey;
-- 12-18: refused 2BP01 cannot drop constraint users_pkey on table users because other objects depend on it

-- == fk via unique index drop
CREATE UNIQUE INDEX di ON items (id);
ALTER TABLE docs ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES items (id);
-- statement
DROP INDEX di CASCADE;
-- 12-18: ACCESS EXCLUSIVE di, docs, items

-- == fk self drop
ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (age) REFERENCES users (id) NOT VALID;
-- statement
ALTER TABLE users DROP CONSTRAINT fk;
-- 12-18: ACCESS EXCLUSIVE users

-- == fk self validate
ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (age) REFERENCES users (id) NOT VALID;
-- statement
ALTER TABLE users VALIDATE CONSTRAINT fk;
-- 12-18: SHARE UPDATE EXCLUSIVE users; scans users

-- == fk partitioned to partitioned
CREATE TABLE p2 (id bigint NOT NULL, created_at date NOT NULL) PARTITION BY RANGE (created_at);
CREATE TABLE p2a PARTITION OF p2 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
-- statement
ALTER TABLE p2 ADD FOREIGN KEY (id, created_at) REFERENCES events (id, created_at);
-- 12-18: SHARE ROW EXCLUSIVE events, events_2023, events_2024, p2, p2a; scans p2a

-- == fk validate to partitioned
ALTER TABLE items ADD COLUMN cd date;
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (id, cd) REFERENCES events (id, created_at) NOT VALID;
-- statement
ALTER TABLE items VALIDATE CONSTRAINT fk;
-- 12-18: SHARE UPDATE EXCLUSIVE items; ROW SHARE events; ACCESS SHARE events_2023, events_2024; scans items

-- == drop column fk cols
-- statement
ALTER TABLE orders DROP COLUMN state, DROP COLUMN note;
-- 12-18: ACCESS EXCLUSIVE orders
