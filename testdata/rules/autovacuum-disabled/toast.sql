CREATE TABLE documents (id bigint PRIMARY KEY, body text) WITH (toast.autovacuum_enabled = false); -- want autovacuum-disabled: nothing cleans up `documents`
