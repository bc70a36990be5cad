CREATE TABLE parent (id int, v int) PARTITION BY HASH (id);
CREATE TABLE parent_0 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parent_1 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX parent_v ON ONLY parent (v);
CREATE INDEX parent_0_v ON parent_0 (v);
CREATE INDEX parent_1_v ON parent_1 (v);
ALTER INDEX parent_v ATTACH PARTITION parent_0_v;
ALTER INDEX parent_v ATTACH PARTITION parent_1_v;
CREATE INDEX parent_id ON ONLY parent (id);
CREATE INDEX parent_0_id ON parent_0 (id);
ALTER INDEX parent_id ATTACH PARTITION parent_0_id;

-- expected:
-- column parent.id: int4
-- column parent.v: int4
-- column parent_0.id: int4, inherited
-- column parent_0.v: int4, inherited
-- column parent_1.id: int4, inherited
-- column parent_1.v: int4, inherited
-- index parent_0_id: on parent_0 using btree (id), part of parent_id
-- index parent_0_v: on parent_0 using btree (v), part of parent_v
-- index parent_1_v: on parent_1 using btree (v), part of parent_v
-- index parent_id: on parent using btree (id), invalid
-- index parent_v: on parent using btree (v)
-- partitioned table parent: (id, v), partition by hash (id)
-- table parent_0: (id, v), partition of parent, for modulus 2, remainder 0
-- table parent_1: (id, v), partition of parent, for modulus 2, remainder 1
