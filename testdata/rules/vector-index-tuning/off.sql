CREATE TABLE documents (id bigint PRIMARY KEY, embedding vector(384));
CREATE INDEX documents_ivf_idx ON documents USING ivfflat (embedding vector_l2_ops);
