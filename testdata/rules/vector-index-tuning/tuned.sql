-- config: [rules.vector-index-tuning]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE documents (id bigint PRIMARY KEY, embedding vector(384));
CREATE INDEX documents_new_idx ON documents USING hnsw (embedding vector_l2_ops);
-- migration: 2_tuned.sql
SET maintenance_work_mem = '4GB';
CREATE INDEX CONCURRENTLY documents_hnsw_idx ON documents USING hnsw (embedding vector_cosine_ops);
CREATE INDEX CONCURRENTLY documents_ivf_idx ON documents USING ivfflat (embedding vector_cosine_ops) WITH (lists = 1000);
