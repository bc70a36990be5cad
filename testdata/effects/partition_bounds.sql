-- Bounds and keys that the server refuses: its own sentences.
CREATE TABLE rp (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE rp1 PARTITION OF rp FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE lp (id int, k text) PARTITION BY LIST (k);
CREATE TABLE lp1 PARTITION OF lp FOR VALUES IN ('a', 'b');
CREATE TABLE hp (id int) PARTITION BY HASH (id);
CREATE TABLE hp0 PARTITION OF hp FOR VALUES WITH (MODULUS 4, REMAINDER 0);

-- == overlapping range
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM ('2024-06-01') TO ('2025-06-01');
-- 12-18: refused 42P17 partition "rp2" would overlap partition "rp1"

-- == range beside another
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
-- 12-18: ACCESS EXCLUSIVE rp

-- == range around another
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
-- 12-18: refused 42P17 partition "rp2" would overlap partition "rp1"

-- == list bound of a range
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES IN ('2025-06-01');
-- 12-18: refused 42P16 invalid bound specification for a range partition

-- == empty range
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM ('2027-01-01') TO ('2026-01-01');
-- 12-18: refused 42P17 empty range bound specified for partition "rp2"

-- == too many values
-- statement
CREATE TABLE rp2 PARTITION OF rp FOR VALUES FROM ('2027-01-01', 1) TO ('2028-01-01', 1);
-- 12-18: refused 42P16 FROM must specify exactly one value per partitioning column

-- == second default
CREATE TABLE rpd PARTITION OF rp DEFAULT;
-- statement
CREATE TABLE rpd2 PARTITION OF rp DEFAULT;
-- 12-18: refused 42P17 partition "rpd2" conflicts with existing default partition "rpd"

-- == attach overlapping
CREATE TABLE att (id int, at date);
-- statement
ALTER TABLE rp ATTACH PARTITION att FOR VALUES FROM ('2024-06-01') TO ('2024-07-01');
-- 12-18: refused 42P17 partition "att" would overlap partition "rp1"

-- == overlapping list
-- statement
CREATE TABLE lp2 PARTITION OF lp FOR VALUES IN ('b', 'c');
-- 12-18: refused 42P17 partition "lp2" would overlap partition "lp1"

-- == range bound of a list
-- statement
CREATE TABLE lp2 PARTITION OF lp FOR VALUES FROM ('c') TO ('d');
-- 12-18: refused 42P16 invalid bound specification for a list partition

-- == hash taken
-- statement
CREATE TABLE hp1 PARTITION OF hp FOR VALUES WITH (MODULUS 8, REMAINDER 4);
-- 12-18: refused 42P17 partition "hp1" would overlap partition "hp0"

-- == hash beside another
-- statement
CREATE TABLE hp1 PARTITION OF hp FOR VALUES WITH (MODULUS 8, REMAINDER 5);
-- 12-18: ACCESS EXCLUSIVE hp

-- == hash with another modulus
-- statement
CREATE TABLE hp1 PARTITION OF hp FOR VALUES WITH (MODULUS 3, REMAINDER 1);
-- 12-18: refused 42P17 every hash partition modulus must be a factor of the next larger modulus

-- == hash default
-- statement
CREATE TABLE hpd PARTITION OF hp DEFAULT;
-- 12-18: refused 42P16 a hash-partitioned table may not have a default partition

-- == remainder too large
-- statement
CREATE TABLE hp4 PARTITION OF hp FOR VALUES WITH (MODULUS 4, REMAINDER 4);
-- 12-18: refused 42P16 remainder for hash partition must be less than modulus

-- == primary key without the partition key
-- statement
CREATE TABLE u1 (id int PRIMARY KEY, at date) PARTITION BY RANGE (at);
-- 12-18: refused 0A000 unique constraint on partitioned table must include all partitioning columns

-- == unique index without the partition key
-- statement
CREATE UNIQUE INDEX ON rp (id);
-- 12-18: refused 0A000 unique constraint on partitioned table must include all partitioning columns

-- == unique constraint without the partition key
-- statement
ALTER TABLE rp ADD CONSTRAINT rp_id_key UNIQUE (id);
-- 12-18: refused 0A000 unique constraint on partitioned table must include all partitioning columns

-- == unique constraint with the partition key
-- statement
ALTER TABLE rp ADD CONSTRAINT rp_id_key UNIQUE (id, at);
-- 12-17: ACCESS EXCLUSIVE rp; SHARE rp1; builds rp1_id_at_key
-- 18: ACCESS EXCLUSIVE rp, rp1; builds rp1_id_at_key

-- == key of a table divided by an expression
-- statement
CREATE TABLE ue (id int, at timestamp, PRIMARY KEY (id, at)) PARTITION BY RANGE (date_trunc('day', at));
-- 12-18: refused 0A000 unsupported PRIMARY KEY constraint with partition key definition

-- == inherited key of a divided partition
CREATE TABLE k (id int, at date, r int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
-- statement
CREATE TABLE k1 PARTITION OF k FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (r);
-- 12-18: refused 0A000 unique constraint on partitioned table must include all partitioning columns

-- == attach a table with an identity column
CREATE TABLE ip (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE ip1 (LIKE ip INCLUDING ALL);
-- statement
ALTER TABLE ip ATTACH PARTITION ip1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- 12-16: ACCESS EXCLUSIVE ip1; SHARE UPDATE EXCLUSIVE ip; scans ip1
-- 17-18: refused 55000 table "ip1" being attached contains an identity column "id"

-- == attach a table without the identity of its parent
CREATE TABLE ip (id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE ip1 (LIKE ip INCLUDING ALL EXCLUDING IDENTITY);
-- statement
ALTER TABLE ip ATTACH PARTITION ip1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- 12-18: ACCESS EXCLUSIVE ip1; SHARE UPDATE EXCLUSIVE ip; scans ip1
