-- config: [rules.random-uuid-primary-key]
-- config: severity = "advice"
CREATE TABLE tokens (id bigint PRIMARY KEY, token uuid DEFAULT gen_random_uuid());
CREATE TABLE uploads (tenant_id bigint, id uuid DEFAULT gen_random_uuid(), PRIMARY KEY (tenant_id, id));
