CREATE TABLE parent (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (10);
CREATE TABLE kept (id int REFERENCES parent);
CREATE TABLE second (id int) PARTITION BY RANGE (id);
CREATE TABLE second_part PARTITION OF second FOR VALUES FROM (0) TO (10);
DROP TABLE parent;
DROP TABLE second;

-- expected:
-- column kept.id: int4
-- column parent.id: int4, not null
-- column part.id: int4, not null, inherited
-- constraint kept.kept_id_fkey: foreign key (id) references parent (id)
-- constraint parent.parent_pkey: primary key (id)
-- constraint part.part_pkey: primary key (id), inherited
-- index parent_pkey: unique, on parent using btree (id)
-- index part_pkey: unique, on part using btree (id), part of parent_pkey
-- partitioned table parent: (id), partition by range (id)
-- table kept: (id)
-- table part: (id), partition of parent, for from (0) to (10)
