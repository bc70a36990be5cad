//! Gates of whole projects, asked on a real server: before the migration, after it, and before what it put away is
//! dropped; and in each variant that must be NO-GO.

use std::fs;

use jiff::SignedDuration;
use migrate_lint::gate::{self, Phase, Status};

mod cleanup;
mod constraints;
mod copy;
mod elsewhere;
mod phases;
mod project;
mod restore;
mod unknown;

use project::{Project, require_go, require_stop};

/// As sqlx makes it.
const LEDGER: &str = "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,
    installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,
    execution_time bigint NOT NULL)";

const ROWS: &str = "INSERT INTO core.parties SELECT n, 'party ' || n FROM generate_series(1, 50) AS n;
    INSERT INTO core.party_contacts SELECT n, n, 'email', 'x' FROM generate_series(1, 50) AS n;
    INSERT INTO core.entity_addresses SELECT n, n, 'street' FROM generate_series(1, 40) AS n;
    INSERT INTO core.entity_phones SELECT n, n, '110' FROM generate_series(1, 30) AS n;";

/// The archive project with its first migration applied, filled, backed up, and attested.
fn archive() -> Option<Project> {
    let project = Project::open("archive", "production", "archive")?;
    project.database.run(LEDGER);
    apply(&project, "20250601090000_core");
    project.database.run(ROWS);
    dump(&project, "core");
    project.attest("archive", "team-informed", "", "the shop and the office know");
    Some(project)
}

/// As sqlx runs a file: in a transaction with the row of its ledger.
fn apply(project: &Project, name: &str) {
    let sql = project.text(&format!("migrations/{name}.up.sql"));
    let version = name.split('_').next().unwrap();
    project.database.run(&format!(
        "BEGIN; {sql}; INSERT INTO _sqlx_migrations VALUES ({version}, '{name}', now(), true, '', 0); COMMIT"
    ));
}

/// A dump with the rows of every entity table.
fn dump(project: &Project, schema: &str) {
    let names = ["addresses", "emails", "phones", "relations", "documents", "notes", "tags"];
    let tables = names.map(|name| format!("{schema}.entity_{name}"));
    project.dump("backups/production.sql", &tables.each_ref().map(String::as_str));
}

#[test]
fn the_archive_goes_through_all_its_phases() {
    let Some(mut project) = archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    apply(&project, "20251201090000_archive_entities");
    project.ran("smoke-test", 0);
    require_go(&project.decide("archive", Phase::Post));

    // A day before the period is over by the ledger, and a day after.
    dump(&project, "archive");
    project.now += SignedDuration::from_hours(24 * 89);
    dump(&project, "archive");
    project.attest("drop", "business-approval", "business-owner", "nothing of it is needed any more");
    require_stop(&project.decide("drop", Phase::Drop), "archive-period", Status::Fail);
    project.now += SignedDuration::from_hours(24 * 2);
    dump(&project, "archive");
    require_go(&project.decide("drop", Phase::Drop));
    apply(&project, "20260310090000_drop_archive");
    require_go(&project.decide("drop", Phase::Post));
}

#[test]
fn what_stops_the_archive_before_it_begins() {
    let Some(project) = archive() else { return };
    let stops = |id: &str, status| require_stop(&project.decide("archive", Phase::Go), id, status);
    project.database.run(
        "SET session_replication_role = replica; UPDATE core.entity_phones SET party_id = 999 WHERE id = 3",
    );
    stops("orphans", Status::Fail);
    project.database.run("UPDATE core.entity_phones SET party_id = 3 WHERE id = 3");
    project.database.run("CREATE INDEX half_built ON core.parties (name); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'core.half_built'::regclass");
    stops("indexes-valid", Status::Fail);
    stops("drift", Status::Fail);
    project.database.run("DROP INDEX core.half_built; CREATE SCHEMA archive");
    stops("nothing-archived-yet", Status::Fail);
    project.database.run("DROP SCHEMA archive; UPDATE _sqlx_migrations SET success = false");
    stops("ledger", Status::Fail);
    project.database.run("UPDATE _sqlx_migrations SET success = true");
    let mut client = project.database.client();
    let mut open = client.transaction().unwrap();
    open.batch_execute("LOCK TABLE core.entity_tags IN ROW EXCLUSIVE MODE").unwrap();
    stops("blockers", Status::Fail);
    drop(open);
    drop(client);
    project.replace("backups/production.sql", "COPY core.entity_tags", "COPY core.other_tags");
    stops("backup", Status::Fail);
    dump(&project, "core");
    require_go(&project.decide("archive", Phase::Go));
    project.replace("migrations/20251201090000_archive_entities.up.sql", "SET LOCAL", "SET  LOCAL");
    stops("team-informed", Status::Stale);
}

#[test]
fn what_stops_the_archive_for_its_files() {
    let Some(project) = archive() else { return };
    let stops = |id: &str, status| require_stop(&project.decide("archive", Phase::Go), id, status);
    let down = "migrations/20251201090000_archive_entities.down.sql";
    let text = fs::read_to_string(project.root.join(down)).unwrap();
    project.replace(down, "ALTER TABLE archive.entity_tags SET SCHEMA core;\n", "");
    stops("rollback-complete", Status::Fail);
    fs::write(project.root.join(down), "").unwrap();
    stops("rollback-present", Status::Fail);
    fs::write(project.root.join(down), text).unwrap();
    project.replace(
        "migrations/20251201090000_archive_entities.up.sql",
        "SET LOCAL lock_timeout = '2s';",
        "",
    );
    stops("timeouts", Status::Fail);
    project.replace("docs/PLAN.md", "sqlx migrate run", "psql -f migrations/0011.sql");
    stops("runbook-clean", Status::Fail);
    fs::remove_file(project.root.join("docs/PLAN.md")).unwrap();
    stops("documents", Status::Fail);
}

#[test]
fn what_stops_the_archive_afterwards() {
    let Some(project) = archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    apply(&project, "20251201090000_archive_entities");
    let stops = |id: &str, status| require_stop(&project.decide("archive", Phase::Post), id, status);
    stops("smoke-test", Status::Missing);
    project.ran("smoke-test", 1);
    stops("smoke-test", Status::Fail);
    project.ran("smoke-test", 0);
    project.database.run("DELETE FROM archive.entity_phones WHERE id = 1");
    stops("row-counts", Status::Fail);
    project.database.run("INSERT INTO archive.entity_phones VALUES (1, 1, '110'); DELETE FROM archive.moved_tables WHERE name = 'entity_tags'");
    stops("seven-noted", Status::Fail);
    project.database.run("INSERT INTO archive.moved_tables VALUES ('entity_tags'); ALTER TABLE archive.entity_tags SET SCHEMA core");
    stops("moved", Status::Fail);
}

#[test]
fn what_stops_the_drop() {
    let Some(mut project) = archive() else { return };
    apply(&project, "20251201090000_archive_entities");
    project.now += SignedDuration::from_hours(24 * 91);
    dump(&project, "archive");
    project.attest("drop", "business-approval", "", "go ahead");
    let stops =
        |project: &Project, id: &str| require_stop(&project.decide("drop", Phase::Drop), id, Status::Fail);
    stops(&project, "business-approval");
    project.attest("drop", "business-approval", "business-owner", "nothing of it is needed any more");
    require_go(&project.decide("drop", Phase::Drop));
    project.replace("src/contacts.rs", "core.party_contacts", "archive.entity_phones");
    stops(&project, "code-references");
    project.replace("src/contacts.rs", "archive.entity_phones", "core.party_contacts");
    project.now += SignedDuration::from_hours(2);
    stops(&project, "backup");
}

/// The name is the same, the server is another: a copy of a record that was made elsewhere does not count.
#[test]
fn evidence_of_another_server_does_not_count() {
    let Some(project) = archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    let stale = project.with("archive", Phase::Go, |situation| {
        situation.subject.server.as_mut().unwrap().system_identifier = "7291".to_owned();
        gate::decide(situation)
    });
    require_stop(&stale, "team-informed", Status::Stale);
}
