ALTER TABLE campaigns ADD COLUMN dns_data jsonb;
ALTER TABLE campaigns ADD COLUMN http_data jsonb;
