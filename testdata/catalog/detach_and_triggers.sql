CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE p (id int NOT NULL) PARTITION BY RANGE (id);
CREATE TRIGGER each_row AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION fire();
CREATE TRIGGER whole AFTER INSERT ON p EXECUTE FUNCTION fire();
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 (id int NOT NULL);
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20);
CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (20) TO (30);
CREATE INDEX ON p (id);
ALTER TABLE p DETACH PARTITION p1;
ALTER TABLE p DETACH PARTITION p3 CONCURRENTLY;
DROP TABLE p2;

-- expected:
-- column p.id: int4, not null
-- column p1.id: int4, not null
-- column p3.id: int4, not null
-- constraint p3.p3_id_check: check (partition bound(id))
-- function fire(): returns trigger, language plpgsql, volatility volatile, body #45ef8ab2
-- index p1_id_idx: on p1 using btree (id)
-- index p3_id_idx: on p3 using btree (id)
-- index p_id_idx: on p using btree (id)
-- partitioned table p: (id), partition by range (id)
-- table p1: (id)
-- table p3: (id)
-- trigger p.each_row: after insert, for each row, execute fire
-- trigger p.whole: after insert, for each statement, execute fire
