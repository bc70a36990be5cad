-- config: [rules.vector-index-tuning]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE documents (id bigint PRIMARY KEY, embedding vector(384));
-- migration: 2_hnsw.sql
CREATE INDEX CONCURRENTLY documents_hnsw_idx ON documents USING hnsw (embedding vector_cosine_ops); -- want vector-index-tuning: is built on disk where it does not fit
