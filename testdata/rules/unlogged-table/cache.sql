CREATE UNLOGGED TABLE page_cache (url text PRIMARY KEY, body text);
CREATE UNLOGGED TABLE imported (line text PRIMARY KEY);
DROP TABLE imported;
