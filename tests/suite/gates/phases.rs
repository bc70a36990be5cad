//! Four tables go whose contents are in JSON columns by now, with golang-migrate.

use migrate_lint::gate::{Phase, Status};

use super::project::Project;

const LEDGER: &str = "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)";

const ROWS: &str = "INSERT INTO campaigns (id, name, dns_data, http_data)
      SELECT n, 'c' || n, '{\"servers\": 2}', '{\"paths\": 3}' FROM generate_series(1, 30) AS n;
    INSERT INTO domains SELECT n, 1 + n % 30, 'h' || n FROM generate_series(1, 200) AS n;
    INSERT INTO dns_phases SELECT n, n, 's' FROM generate_series(1, 30) AS n;
    INSERT INTO http_phases SELECT n, n, 's' FROM generate_series(1, 30) AS n;";

const DROPPED: [&str; 4] =
    ["public.dns_phases", "public.http_phases", "public.event_store", "public.legacy_parameters"];

fn ready() -> Option<Project> {
    let project = Project::open("phases", "production", "cleanup")?;
    project.database.run(LEDGER);
    apply(&project, 43, "campaigns");
    apply(&project, 44, "json");
    project.database.run(ROWS);
    project.dump("backups/production.sql", &DROPPED);
    project.baseline(3);
    project.attest("cleanup", "websockets-closed", "", "the gateway shows none");
    Some(project)
}

/// As golang-migrate runs a file: it is dirty until it is through, and only then of its version.
fn apply(project: &Project, version: u32, name: &str) {
    let sql = project.text(&format!("migrations/{version:06}_{name}.up.sql"));
    let stands = |dirty: bool| {
        format!(
            "BEGIN; TRUNCATE schema_migrations; INSERT INTO schema_migrations VALUES ({version}, {dirty}); COMMIT"
        )
    };
    project.database.run(&stands(true));
    project.database.run(&sql);
    project.database.run(&stands(false));
}

#[test]
fn the_phases_go() {
    let Some(project) = ready() else { return };
    project.goes(Phase::Go);
    apply(&project, 45, "cleanup");
    project.goes(Phase::Post);
}

#[test]
fn what_stops_the_phases() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.stops_while(
        "UPDATE schema_migrations SET dirty = true",
        "UPDATE schema_migrations SET dirty = false",
        Phase::Go,
        fail("ledger"),
    );
    project.stops_while(
        "UPDATE campaigns SET dns_data = NULL WHERE id = 4",
        "UPDATE campaigns SET dns_data = '{}' WHERE id = 4",
        Phase::Go,
        fail("dns-in-json"),
    );
    project.stops_while(
        "UPDATE campaigns SET status = 'running' WHERE id = 4",
        "UPDATE campaigns SET status = 'done' WHERE id = 4",
        Phase::Go,
        fail("nothing-runs"),
    );
    project.stops_while(
        "ALTER TABLE campaigns ALTER COLUMN http_data TYPE text",
        "ALTER TABLE campaigns ALTER COLUMN http_data TYPE jsonb USING http_data::jsonb",
        Phase::Go,
        fail("columns-present"),
    );
    let up = "migrations/000045_cleanup.up.sql";
    project.stops_with(up, "DROP TABLE event_store;\n", "", fail("planned-effects"));
    project.stops_with(up, "SET LOCAL lock_timeout = '3s';\n", "", fail("timeouts"));
    project.stops_with("backups/production.sql", "dump complete", "dump", fail("backup"));
    let down = "migrations/000045_cleanup.down.sql";
    project.stops_with(down, "event_store (id bigint", "event_store (id", fail("rollback-complete"));
    project.goes(Phase::Go);
    // A worker that was forgotten.
    let worker = project.database.client();
    project.stops(Phase::Go, "quiesced", Status::Fail);
    drop(worker);
    project.database.run("INSERT INTO event_store VALUES (1, 'somebody still writes')");
    project.stops(Phase::Go, "not-used", Status::Fail);
    std::fs::remove_file(project.root.join("migrations/000045_cleanup.down.sql")).unwrap();
    project.stops(Phase::Go, "rollback-present", Status::Fail);
}

/// With standbys the gate takes no look of its own: what was not used until the last one may have been used since.
#[test]
fn counters_of_several_servers_have_to_be_young() {
    let Some(project) = ready() else { return };
    let looked = |hours: i64| {
        std::fs::remove_dir_all(project.root.join(migrate_lint::monitor::Shelf::FOLDER)).unwrap();
        project.look(9 * 24, true, Some("replica"));
        project.look(hours, false, Some("replica"));
    };
    looked(2);
    project.goes(Phase::Go);
    looked(26);
    project.stops(Phase::Go, "not-used", Status::Stale);
}

/// What is dropped by now has no counters: that it is gone is what was to be.
#[test]
fn a_table_that_is_dropped_is_not_asked_for_its_use() {
    let Some(project) = ready() else { return };
    project.goes(Phase::Go);
    project.replace("gates/cleanup.toml", "phase = \"go\", idle", "phase = [\"go\", \"post\"], idle");
    apply(&project, 45, "cleanup");
    project.goes(Phase::Post);
}

/// What is measured after the migration is no measure of before.
#[test]
fn a_count_that_comes_too_late_is_not_kept() {
    let Some(project) = ready() else { return };
    project.goes(Phase::Go);
    apply(&project, 45, "cleanup");
    project.database.run("DELETE FROM domains WHERE id = 1");
    project.stops(Phase::Go, "row-counts", Status::Unknown);
    project.stops(Phase::Post, "row-counts", Status::Fail);
}

#[test]
fn what_stops_the_phases_afterwards() {
    let Some(project) = ready() else { return };
    let fail = |id| (id, Status::Fail);
    project.goes(Phase::Go);
    apply(&project, 45, "cleanup");
    project.stops_while(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'campaigns_dns_idx'::regclass",
        "UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'campaigns_dns_idx'::regclass",
        Phase::Post,
        fail("indexes-valid"),
    );
    project.stops_while(
        "CREATE TABLE http_phases (id bigint)",
        "DROP TABLE http_phases",
        Phase::Post,
        fail("object-counts"),
    );
    project.stops_while(
        "SET session_replication_role = replica; UPDATE domains SET campaign_id = 77 WHERE id = 1",
        "UPDATE domains SET campaign_id = 1 WHERE id = 1",
        Phase::Post,
        fail("orphans"),
    );
    project.goes(Phase::Post);
    project.database.run("DELETE FROM domains WHERE id = 1");
    project.stops(Phase::Post, "row-counts", Status::Fail);
}
