CREATE TABLE t (id serial PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id FROM t;
GRANT SELECT, INSERT ON t TO PUBLIC;
GRANT ALL ON t TO postgres;
REVOKE INSERT ON t FROM PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;
COMMENT ON TABLE t IS 'it''s a table';
COMMENT ON COLUMN t.a IS 'a column';
COMMENT ON COLUMN t.id IS 'key';
COMMENT ON COLUMN t.id IS NULL;
ALTER TABLE t OWNER TO postgres;
ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = off);
ALTER TABLE t RESET (autovacuum_enabled);
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t SET UNLOGGED;

-- expected:
-- column t.a: int4, comment 'a column'
-- column t.id: int4, not null, default nextval('t_id_seq')
-- column v.id: int4
-- constraint t.t_pkey: primary key (id)
-- index t_pkey: unique, on t using btree (id), unlogged, owner postgres
-- sequence t_id_seq: int4, owned by t.id, unlogged, owner postgres
-- table t: (id, a), unlogged, with fillfactor = 70, replica identity full, owner postgres, comment 'it''s a table', grants all to postgres, select to public
-- view v: (id), reads t, grants select to public
