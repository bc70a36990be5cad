CREATE TABLE parent (id int NOT NULL, v int, CONSTRAINT v_check CHECK (v > 0)) PARTITION BY RANGE (id);
ALTER TABLE parent ADD PRIMARY KEY (id);
CREATE INDEX parent_v ON parent (v);
CREATE TABLE part (id int NOT NULL, v int, CONSTRAINT v_check CHECK (v > 0));
CREATE INDEX part_own_v ON part (v);
ALTER TABLE parent ATTACH PARTITION part FOR VALUES FROM (0) TO (10);
CREATE TABLE other (id int NOT NULL, v int, CONSTRAINT v_check CHECK (v > 0), CONSTRAINT other_mine PRIMARY KEY (id));
ALTER TABLE parent ATTACH PARTITION other FOR VALUES FROM (10) TO (20);
ALTER TABLE parent DETACH PARTITION part;
DROP INDEX parent_v;

-- expected:
-- column other.id: int4, not null, inherited
-- column other.v: int4, inherited
-- column parent.id: int4, not null
-- column parent.v: int4
-- column part.id: int4, not null
-- column part.v: int4
-- constraint other.other_mine: primary key (id), inherited
-- constraint other.v_check: check (v > 0), inherited
-- constraint parent.parent_pkey: primary key (id)
-- constraint parent.v_check: check (v > 0)
-- constraint part.part_pkey: primary key (id)
-- constraint part.v_check: check (v > 0)
-- index other_mine: unique, on other using btree (id), part of parent_pkey
-- index parent_pkey: unique, on parent using btree (id)
-- index part_own_v: on part using btree (v)
-- index part_pkey: unique, on part using btree (id)
-- partitioned table parent: (id, v), partition by range (id)
-- table other: (id, v), partition of parent, for from (10) to (20)
-- table part: (id, v)
