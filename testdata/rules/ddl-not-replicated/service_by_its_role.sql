-- A service may be named by a role alone.
-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY, note text);
CREATE PUBLICATION changes FOR ALL TABLES;
CREATE ROLE team_fivetran;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO team_fivetran;
-- migration: 2_columns.sql
ALTER TABLE deals ADD COLUMN c jsonb;
ALTER TABLE deals RENAME COLUMN note TO remark; -- want ddl-not-replicated: Fivetran reads `deals`
