CREATE TABLE ref (id int PRIMARY KEY);
CREATE TABLE p (id int, r int, v int) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
ALTER TABLE p2 ADD CONSTRAINT p_r_fkey FOREIGN KEY (v) REFERENCES ref;
ALTER TABLE p1 ADD PRIMARY KEY (id);
ALTER TABLE p ADD PRIMARY KEY (id);
ALTER TABLE p ADD FOREIGN KEY (r) REFERENCES ref;
ALTER TABLE p ADD CONSTRAINT uni UNIQUE (id, v);
ALTER TABLE p ADD CONSTRAINT chk CHECK (v > 0);
ALTER TABLE p ALTER COLUMN v SET NOT NULL, ALTER COLUMN v SET DEFAULT 4;
ALTER TABLE p RENAME CONSTRAINT chk TO chk2;
ALTER TABLE p RENAME COLUMN v TO w;
CREATE TABLE child_of (p_id int REFERENCES p);
ALTER TABLE p DROP CONSTRAINT uni;
ALTER TABLE p DROP CONSTRAINT p_r_fkey;
ALTER TABLE p DROP CONSTRAINT chk2;
ALTER TABLE ONLY p ADD CONSTRAINT only_key UNIQUE (id, r);

-- expected:
-- column child_of.p_id: int4
-- column p.id: int4, not null
-- column p.r: int4
-- column p.w: int4, not null, default 4
-- column p1.id: int4, not null, inherited
-- column p1.r: int4, inherited
-- column p1.w: int4, not null, default 4, inherited
-- column p2.id: int4, not null, inherited
-- column p2.r: int4, inherited
-- column p2.w: int4, not null, default 4, inherited
-- column ref.id: int4, not null
-- constraint child_of.child_of_p_id_fkey: foreign key (p_id) references p (id)
-- constraint p.only_key: unique (id, r)
-- constraint p.p_pkey: primary key (id)
-- constraint p.p_r_fkey1: foreign key (r) references ref (id)
-- constraint p1.p1_pkey: primary key (id), inherited
-- constraint p1.p_r_fkey1: foreign key (r) references ref (id), inherited
-- constraint p2.p2_pkey: primary key (id), inherited
-- constraint p2.p_r_fkey: foreign key (w) references ref (id)
-- constraint p2.p_r_fkey1: foreign key (r) references ref (id), inherited
-- constraint ref.ref_pkey: primary key (id)
-- index only_key: unique, on p using btree (id, r), invalid
-- index p1_pkey: unique, on p1 using btree (id), part of p_pkey
-- index p2_pkey: unique, on p2 using btree (id), part of p_pkey
-- index p_pkey: unique, on p using btree (id)
-- index ref_pkey: unique, on ref using btree (id)
-- partitioned table p: (id, r, w), partition by range (id)
-- table child_of: (p_id)
-- table p1: (id, r, w), partition of p, for from (0) to (10)
-- table p2: (id, r, w), partition of p, for from (10) to (20)
-- table ref: (id)
