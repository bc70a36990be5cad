-- config: [rules.vector-index-tuning]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE EXTENSION vector;
CREATE TABLE documents (id bigint PRIMARY KEY, embedding vector(384));
CREATE INDEX documents_ivf_idx ON documents USING ivfflat (embedding vector_l2_ops) WITH (lists = 100); -- want vector-index-tuning: there are none yet
-- migration: 2_lists.sql
CREATE INDEX CONCURRENTLY documents_ivf2_idx ON documents USING ivfflat (embedding vector_ip_ops); -- want vector-index-tuning: has 100 lists
