//! `testdata/live/ledgers.sql`: what each migration tool's own table says was applied.

use std::fs;
use std::path::Path;

use crate::cluster::shared;

/// Each ledger with its entries: an id, `!` where it failed, and the seconds it took where the tool notes them.
const LEDGERS: [&str; 26] = [
    "public.__diesel_schema_migrations: 20240101000000",
    "public._prisma_migrations: 20240101000000_a 2s, 20240102000000_b!",
    "public._sqlx_migrations: 20240101000000 1.5s, 20240102000000! 0s",
    "public._yoyo_migration: 0001.a",
    "public.alembic_version: ae1027a6acf",
    "public.databasechangelog: 1",
    "public.django_migrations: 0001_initial",
    "public.flyway_schema_history: 1.1 0.25s",
    "public.goose_db_version: 1",
    "public.gorp_migrations: 1_a.sql",
    "public.migrations: 1",
    "public.pgmigrations: 1704067200000_a",
    "public.refinery_schema_history: 1",
    "public.schema_migration: 20240101000000",
    "public.schema_migrations: 20240101000000",
    "public.schema_version: 3",
    "public.schemaversion: 1",
    "atlas_schema_revisions.atlas_schema_revisions: 20240101000000 2s",
    "clojure.schema_migrations: 20240101000000",
    "drizzle.__drizzle_migrations: d1",
    "golang.schema_migrations: 7!",
    "graphile_migrate.migrations: 000001.sql",
    "rambler.migrations: 01_orders.sql",
    "sqitch.changes: appschema",
    "supabase_migrations.schema_migrations: 20240101000000",
    "yandex.schema_version: 1",
];

#[test]
fn every_tool_is_read() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/live/ledgers.sql");
    database.run(&fs::read_to_string(file).unwrap());
    let ran = database.program(Path::new("."), "postgres", &["snapshot", "--database-env", "DATABASE_URL"]);
    let snapshot: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    let ledgers = snapshot["ledgers"].as_array().unwrap();
    let shown: Vec<String> = ledgers
        .iter()
        .map(|ledger| {
            assert_eq!(ledger["unread"], serde_json::Value::Null, "{ledger}");
            let entries = ledger["applied"].as_array().unwrap().iter().map(|entry| {
                let failed = if entry["failed"] == true { "!" } else { "" };
                let seconds = entry["seconds"]
                    .as_f64()
                    .map_or(String::new(), |seconds| format!(" {}s", (seconds * 100.0).round() / 100.0));
                format!("{}{failed}{seconds}", entry["id"].as_str().unwrap())
            });
            format!("{}: {}", ledger["table"].as_str().unwrap(), entries.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(shown, LEDGERS, "{}", ran.out);
}
