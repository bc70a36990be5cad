-- migration: 1_flows.sql
CREATE TABLE operations (id bigint PRIMARY KEY, flow_id bigint, actor_id bigint, created_at timestamptz);
CREATE TABLE published_flows (id bigint PRIMARY KEY, flow_id bigint, publisher_id bigint, created_at timestamptz, data json, planning text);
CREATE TABLE users (id bigint PRIMARY KEY, first_name text);
-- migration: 2_views.sql
CREATE VIEW flow_history AS
WITH timeline AS (
    SELECT id, flow_id, created_at, actor_id FROM operations
    UNION
    SELECT id, flow_id, created_at, publisher_id AS actor_id FROM published_flows
)
SELECT t.*, u.first_name FROM timeline t LEFT JOIN users u ON t.actor_id = u.id;
CREATE VIEW counted AS SELECT count(*) AS published FROM published_flows;
CREATE VIEW every AS SELECT p.*, u.first_name FROM published_flows p JOIN users u ON p.publisher_id = u.id;
-- migration: 3_email.sql
ALTER TABLE published_flows ADD COLUMN email text;
-- migration: 4_email.sql
ALTER TABLE published_flows DROP COLUMN email CASCADE;
ALTER TABLE published_flows DROP COLUMN planning CASCADE; -- want drop-cascade: CASCADE also drops view `every`, which the statement does not name
