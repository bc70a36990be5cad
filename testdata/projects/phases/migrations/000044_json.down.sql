ALTER TABLE campaigns DROP COLUMN http_data;
ALTER TABLE campaigns DROP COLUMN dns_data;
