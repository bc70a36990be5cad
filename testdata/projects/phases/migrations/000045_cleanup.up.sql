-- irreversible: the rows come back from the backup alone.
BEGIN;
SET LOCAL lock_timeout = '3s';

DROP TABLE dns_phases;
DROP TABLE http_phases;
DROP TABLE event_store;
DROP TABLE legacy_parameters;

CREATE INDEX campaigns_status_idx ON campaigns (status);
CREATE INDEX campaigns_dns_idx ON campaigns USING gin (dns_data);
COMMIT;
