-- migration: 1_flows.sql
CREATE TABLE flows (id bigint PRIMARY KEY, team bigint);
CREATE TABLE integrations (flow bigint, team bigint);
CREATE TABLE tokens (id bigint PRIMARY KEY);
-- migration: 2_repopulate.sql
DELETE FROM integrations;
INSERT INTO integrations SELECT id, team FROM flows;
DELETE FROM tokens; -- want delete-without-where: deletes every row of `tokens`
INSERT INTO tokens VALUES (1);
