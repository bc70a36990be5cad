//! Gates of whole projects, asked on a real server: before the migration, after it, and before what it put away is
//! dropped; and in each variant that must be NO-GO.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use migrate_lint::config::{Configuration, Flags, PathBase, PathGlobs, Settings};
use migrate_lint::connect::{Limits, Permissions, Secret, Session, Target};
use migrate_lint::discover::{DiscoverOptions, discover, layout_names};
use migrate_lint::evidence::{Content, Draft, Store};
use migrate_lint::gate::{
    self, Database as Asked, Decision, Gate, GateFile, Phase, Situation, Status, Surroundings, Verdict,
    read_gates, report,
};
use migrate_lint::migration::{HistorySource, replay};
use migrate_lint::report::ReportOptions;

use crate::cluster::{self, Database};

/// As sqlx makes it.
const LEDGER: &str = "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,
    installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,
    execution_time bigint NOT NULL)";

const ROWS: &str = "INSERT INTO core.parties SELECT n, 'party ' || n FROM generate_series(1, 50) AS n;
    INSERT INTO core.party_contacts SELECT n, n, 'email', 'x' FROM generate_series(1, 50) AS n;
    INSERT INTO core.entity_addresses SELECT n, n, 'street' FROM generate_series(1, 40) AS n;
    INSERT INTO core.entity_phones SELECT n, n, '110' FROM generate_series(1, 30) AS n;";

/// A copy of a project, with a database of its own.
struct Project {
    _folder: tempfile::TempDir,
    root: PathBuf,
    database: Database,
    now: Timestamp,
}

impl Project {
    /// The archive project with its first migration applied, filled, backed up, and attested.
    fn archive() -> Option<Self> {
        let database = cluster::shared()?.database();
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/archive"), &root);
        let project = Self { _folder: folder, root, database, now: Timestamp::now() };
        project.database.run(LEDGER);
        project.apply("20250601090000_core");
        project.database.run(ROWS);
        project.dump("core");
        project.attest("archive", "team-informed", "", "the shop and the office know");
        Some(project)
    }

    /// As sqlx runs a file: in a transaction with the row of its ledger.
    fn apply(&self, name: &str) {
        let sql = fs::read_to_string(self.root.join(format!("migrations/{name}.up.sql"))).unwrap();
        let version = name.split('_').next().unwrap();
        self.database.run(&format!(
            "BEGIN; {sql}; INSERT INTO _sqlx_migrations VALUES ({version}, '{name}', now(), true, '', 0); COMMIT"
        ));
    }

    /// A dump in plain SQL with the rows of every entity table.
    fn dump(&self, schema: &str) {
        let mut text = "--\n-- PostgreSQL database dump\n--\n".to_owned();
        for name in ["addresses", "emails", "phones", "relations", "documents", "notes", "tags"] {
            text += &format!("COPY {schema}.entity_{name} (id, party_id, value) FROM stdin;\n\\.\n");
        }
        text += "--\n-- PostgreSQL database dump complete\n--\n";
        fs::create_dir_all(self.root.join("backups")).unwrap();
        let file = self.root.join("backups/production.sql");
        fs::write(&file, text).unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(self.written()).unwrap();
    }

    /// When the dump was written, as the file system says it.
    fn written(&self) -> std::time::SystemTime {
        let seconds = u64::try_from(self.now.as_second()).unwrap();
        std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds)
    }

    fn attest(&self, gate: &str, id: &str, role: &str, statement: &str) {
        self.record(
            gate,
            id,
            Content::Attestation { statement: statement.to_owned(), role: role.to_owned() },
        );
    }

    fn smoke_test(&self, exit_code: i32) {
        let content = Content::Command {
            command: vec!["smoke".to_owned()],
            exit_code: Some(exit_code),
            milliseconds: 20,
            output_bytes: 0,
            output_sha256: String::new(),
        };
        self.record("archive", "smoke-test", content);
    }

    fn record(&self, gate: &str, id: &str, content: Content) {
        let subject = self.with(gate, Phase::Go, |situation| situation.subject.clone());
        let draft = Draft {
            gate: gate.to_owned(),
            id: id.to_owned(),
            by: "Ada".to_owned(),
            expires_at: Some(self.now + SignedDuration::from_hours(24 * 7)),
            subject,
            content,
        };
        self.store().add(draft, self.now).unwrap();
    }

    fn store(&self) -> Store {
        Store::open(&self.root.join(".migrate-lint/evidence")).unwrap()
    }

    /// Decides, and keeps what is measured for later.
    fn decide(&self, gate: &str, phase: Phase) -> Decision {
        let decision = self.with(gate, phase, gate::decide);
        for line in &decision.lines {
            let Some(content) = line.answer.captured.clone() else { continue };
            self.record(gate, &line.id, *content);
        }
        decision
    }

    fn with<T>(&self, name: &str, phase: Phase, ask: impl FnOnce(&mut Situation) -> T) -> T {
        let folder = self.root.to_string_lossy().into_owned();
        let base = PathBase { folder: folder.clone(), working: folder };
        let text = fs::read_to_string(self.root.join("migrate-lint.toml")).unwrap();
        let file = Configuration::read(&text, &layout_names()).unwrap();
        let settings = Settings::resolve(&file, &Flags::default(), &base);
        let gate = self.gate(name);
        let source = self.source(&gate, &base);
        let history = replay(source.clone(), &settings.replay);
        let store = self.store();
        let target =
            Target::read(&Secret::new(self.database.url("postgres")), Permissions::default()).unwrap();
        let session = Session::open(&target, Limits::default()).unwrap();
        let surroundings = Surroundings {
            base: &base,
            settings: &settings,
            history: &history,
            source: &source,
            store: &store,
            now: self.now,
            database: Some(Asked::new("production".to_owned(), None, session)),
        };
        ask(&mut Situation::new(&gate, phase, surroundings))
    }

    fn gate(&self, name: &str) -> Gate {
        let text = fs::read_to_string(self.root.join(format!("gates/{name}.toml"))).unwrap();
        read_gates(&text, GateFile::Own(name)).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0)
    }

    fn source(&self, gate: &Gate, base: &PathBase) -> HistorySource {
        let globs = PathGlobs::new(&gate.migrations, base.clone());
        let files = fs::read_dir(self.root.join("migrations")).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<PathBuf> = files.filter(|file| globs.matches(&file.to_string_lossy())).collect();
        discover(&files, &DiscoverOptions::default()).histories.remove(0)
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn shown(decision: &Decision) -> String {
    let mut text = Vec::new();
    report::write(report::Format::Human, decision, &ReportOptions::default(), &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn require_go(decision: &Decision) {
    assert_eq!(decision.verdict(), Verdict::Go, "{}", shown(decision));
}

/// The decision is NO-GO, and it is this check that stops it.
fn require_stop(decision: &Decision, id: &str, status: Status) {
    let text = shown(decision);
    assert_eq!(decision.verdict(), Verdict::NoGo, "{text}");
    let line =
        decision.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no {id} in\n{text}"));
    assert_eq!(line.answer.status, status, "{text}");
}

#[test]
fn the_archive_goes_through_all_its_phases() {
    let Some(mut project) = Project::archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    project.apply("20251201090000_archive_entities");
    project.smoke_test(0);
    require_go(&project.decide("archive", Phase::Post));

    // A day before the period is over by the ledger, and a day after.
    project.dump("archive");
    project.now += SignedDuration::from_hours(24 * 89);
    project.dump("archive");
    project.attest("drop", "business-approval", "business-owner", "nothing of it is needed any more");
    require_stop(&project.decide("drop", Phase::Drop), "archive-period", Status::Fail);
    project.now += SignedDuration::from_hours(24 * 2);
    project.dump("archive");
    require_go(&project.decide("drop", Phase::Drop));
    project.apply("20260310090000_drop_archive");
    require_go(&project.decide("drop", Phase::Post));
}

#[test]
fn what_stops_the_archive_before_it_begins() {
    let Some(project) = Project::archive() else { return };
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
    project.dump("core");
    require_go(&project.decide("archive", Phase::Go));
    project.replace("migrations/20251201090000_archive_entities.up.sql", "SET LOCAL", "SET  LOCAL");
    stops("team-informed", Status::Stale);
}

#[test]
fn what_stops_the_archive_for_its_files() {
    let Some(project) = Project::archive() else { return };
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
    let Some(project) = Project::archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    project.apply("20251201090000_archive_entities");
    let stops = |id: &str, status| require_stop(&project.decide("archive", Phase::Post), id, status);
    stops("smoke-test", Status::Missing);
    project.smoke_test(1);
    stops("smoke-test", Status::Fail);
    project.smoke_test(0);
    project.database.run("DELETE FROM archive.entity_phones WHERE id = 1");
    stops("row-counts", Status::Fail);
    project.database.run("INSERT INTO archive.entity_phones VALUES (1, 1, '110'); DELETE FROM archive.moved_tables WHERE name = 'entity_tags'");
    stops("seven-noted", Status::Fail);
    project.database.run("INSERT INTO archive.moved_tables VALUES ('entity_tags'); ALTER TABLE archive.entity_tags SET SCHEMA core");
    stops("moved", Status::Fail);
}

#[test]
fn what_stops_the_drop() {
    let Some(mut project) = Project::archive() else { return };
    project.apply("20251201090000_archive_entities");
    project.now += SignedDuration::from_hours(24 * 91);
    project.dump("archive");
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
    let Some(project) = Project::archive() else { return };
    require_go(&project.decide("archive", Phase::Go));
    let stale = project.with("archive", Phase::Go, |situation| {
        situation.subject.server.as_mut().unwrap().system_identifier = "7291".to_owned();
        gate::decide(situation)
    });
    require_stop(&stale, "team-informed", Status::Stale);
}
