-- name: LastMigration :one
SELECT max(version) FROM schema_migrations;
