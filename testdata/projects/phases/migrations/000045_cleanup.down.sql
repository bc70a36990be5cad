-- irreversible: the rows come back from the backup alone.
BEGIN;
SET LOCAL lock_timeout = '3s';

DROP INDEX campaigns_dns_idx;
DROP INDEX campaigns_status_idx;

CREATE TABLE legacy_parameters (id bigint PRIMARY KEY, body text);
CREATE TABLE event_store (id bigint PRIMARY KEY, body text);
CREATE TABLE http_phases (id bigint PRIMARY KEY, campaign_id bigint NOT NULL REFERENCES campaigns (id), settings text);
CREATE TABLE dns_phases (id bigint PRIMARY KEY, campaign_id bigint NOT NULL REFERENCES campaigns (id), settings text);
CREATE INDEX http_phases_campaign_idx ON http_phases (campaign_id);
CREATE INDEX dns_phases_campaign_idx ON dns_phases (campaign_id);
COMMIT;
