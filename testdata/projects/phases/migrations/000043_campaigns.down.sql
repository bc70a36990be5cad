DROP TABLE legacy_parameters;
DROP TABLE event_store;
DROP TABLE http_phases;
DROP TABLE dns_phases;
DROP TABLE domains;
DROP TABLE campaigns;
