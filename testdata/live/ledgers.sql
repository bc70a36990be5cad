-- The ledgers of the migration tools as they make them, each with an applied migration, some with one that failed.
CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL
  DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL);
INSERT INTO _sqlx_migrations VALUES (20240101000000, 'a', '2024-01-01Z', true, '\xab', 1500000000),
  (20240102000000, 'b', '2024-01-02Z', false, '\xcd', 1);
CREATE SCHEMA supabase_migrations;
CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text);
INSERT INTO supabase_migrations.schema_migrations VALUES ('20240101000000', '{}', 'a');
CREATE SCHEMA golang;
CREATE TABLE golang.schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);
INSERT INTO golang.schema_migrations VALUES (7, true);
CREATE SCHEMA clojure;
CREATE TABLE clojure.schema_migrations (id bigint UNIQUE NOT NULL, applied timestamp, description varchar(1024));
INSERT INTO clojure.schema_migrations VALUES (-1, NULL, NULL), (20240101000000, '2024-01-01', 'a');
CREATE TABLE schema_migrations (version varchar PRIMARY KEY);
INSERT INTO schema_migrations VALUES ('20240101000000');
CREATE TABLE schema_migration (version varchar(14) NOT NULL);
INSERT INTO schema_migration VALUES ('20240101000000');
CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
  type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int, installed_by varchar(100) NOT NULL,
  installed_on timestamp NOT NULL DEFAULT now(), execution_time int NOT NULL, success boolean NOT NULL);
INSERT INTO flyway_schema_history VALUES (1, '1.1', 'a', 'SQL', 'V1.1__a.sql', 5, 'x', '2024-01-01', 250, true),
  (2, NULL, 'r', 'SQL', 'R__r.sql', 6, 'x', '2024-01-01', 1, true);
CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL,
  tstamp timestamp DEFAULT '2024-01-01');
INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (1, true), (2, true), (2, false);
CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL,
  applied_steps_count integer NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations VALUES ('1', 'c1', '2024-01-01 00:00:02Z', '20240101000000_a', NULL, NULL, '2024-01-01Z', 1),
  ('2', 'c2', NULL, '20240102000000_b', 'failed', NULL, '2024-01-02Z', 0);
CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp NOT NULL DEFAULT '2024-01-01');
INSERT INTO __diesel_schema_migrations VALUES ('20240101000000');
CREATE TABLE refinery_schema_history (version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255),
  checksum varchar(255));
INSERT INTO refinery_schema_history VALUES (1, 'a', '2024-01-01T00:00:00Z', '99');
CREATE SCHEMA rambler;
CREATE TABLE rambler.migrations (migration varchar(255) NOT NULL);
INSERT INTO rambler.migrations VALUES ('01_orders.sql');
CREATE SCHEMA sqitch;
CREATE TABLE sqitch.changes (change_id text PRIMARY KEY, script_hash text, change text NOT NULL, project text NOT NULL,
  note text NOT NULL DEFAULT '', committed_at timestamptz NOT NULL DEFAULT '2024-01-01Z');
INSERT INTO sqitch.changes VALUES ('f00', 'ba5', 'appschema', 'shop');
CREATE TABLE databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL,
  dateexecuted timestamp NOT NULL, orderexecuted int NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35));
INSERT INTO databasechangelog VALUES ('1', 'me', 'a.sql', '2024-01-01', 1, 'EXECUTED', '9:aa');
CREATE SCHEMA atlas_schema_revisions;
CREATE TABLE atlas_schema_revisions.atlas_schema_revisions (version varchar PRIMARY KEY, description varchar NOT NULL,
  type bigint NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0,
  executed_at timestamptz NOT NULL, execution_time bigint NOT NULL, error text, hash varchar NOT NULL);
INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES
  ('20240101000000', 'a', 2, 1, 1, '2024-01-01Z', 2000000000, NULL, 'h1');
CREATE SCHEMA drizzle;
CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('d1', 1);
CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL);
INSERT INTO pgmigrations (name, run_on) VALUES ('1704067200000_a', '2024-01-01');
CREATE SCHEMA graphile_migrate;
CREATE TABLE graphile_migrate.migrations (hash text PRIMARY KEY, previous_hash text, filename text NOT NULL,
  date timestamptz NOT NULL DEFAULT '2024-01-01Z');
INSERT INTO graphile_migrate.migrations VALUES ('sha1:1', NULL, '000001.sql');
CREATE TABLE migrations (id integer PRIMARY KEY, name varchar(100) NOT NULL, hash varchar(40) NOT NULL,
  executed_at timestamp DEFAULT '2024-01-01');
INSERT INTO migrations VALUES (0, 'create-migrations-table', 'x'), (1, 'a', 'y');
CREATE SCHEMA yandex;
CREATE TABLE yandex.schema_version (version bigint PRIMARY KEY, description text, type text, installed_by text,
  installed_on timestamp NOT NULL DEFAULT '2024-01-01');
INSERT INTO yandex.schema_version VALUES (1, 'a', 'auto', 'x');
CREATE TABLE schema_version (version int4 NOT NULL);
INSERT INTO schema_version VALUES (3);
CREATE TABLE schemaversion (version bigint PRIMARY KEY, name text, md5 text, run_at timestamptz);
INSERT INTO schemaversion VALUES (0, NULL, NULL, NULL), (1, 'a', 'm1', '2024-01-01Z');
CREATE TABLE gorp_migrations (id text PRIMARY KEY, applied_at timestamptz);
INSERT INTO gorp_migrations VALUES ('1_a.sql', '2024-01-01Z');
CREATE TABLE _yoyo_migration (migration_hash varchar(64) PRIMARY KEY, migration_id varchar(255), applied_at_utc timestamp);
INSERT INTO _yoyo_migration VALUES ('y1', '0001.a', '2024-01-01');
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('ae1027a6acf');
CREATE TABLE django_migrations (id bigserial PRIMARY KEY, app varchar(255) NOT NULL, name varchar(255) NOT NULL,
  applied timestamptz NOT NULL);
INSERT INTO django_migrations (app, name, applied) VALUES ('shop', '0001_initial', '2024-01-01Z');
