CREATE TABLE campaigns (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    status text NOT NULL DEFAULT 'done'
);

CREATE TABLE domains (
    id bigint PRIMARY KEY,
    campaign_id bigint NOT NULL REFERENCES campaigns (id),
    host text NOT NULL
);
CREATE INDEX domains_campaign_idx ON domains (campaign_id);

CREATE TABLE dns_phases (id bigint PRIMARY KEY, campaign_id bigint NOT NULL REFERENCES campaigns (id), settings text);
CREATE TABLE http_phases (id bigint PRIMARY KEY, campaign_id bigint NOT NULL REFERENCES campaigns (id), settings text);
CREATE TABLE event_store (id bigint PRIMARY KEY, body text);
CREATE TABLE legacy_parameters (id bigint PRIMARY KEY, body text);
CREATE INDEX dns_phases_campaign_idx ON dns_phases (campaign_id);
CREATE INDEX http_phases_campaign_idx ON http_phases (campaign_id);
