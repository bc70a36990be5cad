//! A project of `testdata/projects` with a database of its own: its gates asked, its migrations run as their tool does.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use migrate_lint::config::{
    Configuration, DatabaseChoice, DatabaseOrigin, Flags, PathBase, PathGlobs, Settings,
};
use migrate_lint::connect::{Limits, Permissions, Secret, Session, Target};
use migrate_lint::discover::{DiscoverOptions, discover, layout_names};
use migrate_lint::evidence::{Content, Draft, Store};
use migrate_lint::gate::{
    self, Database as Asked, Decision, Gate, GateFile, Phase, Situation, Status, Surroundings, Verdict,
    read_gates, report,
};
use migrate_lint::migration::{HistorySource, replay};
use migrate_lint::monitor::{self, Shelf};
use migrate_lint::report::{Format, ReportOptions};

use crate::cluster::{self, Database};

/// A copy of a project, with a database of its own.
pub(super) struct Project {
    _folder: tempfile::TempDir,
    pub(super) root: PathBuf,
    pub(super) database: Database,
    /// As the configuration calls it.
    called: &'static str,
    others: Vec<DatabaseChoice>,
    pub(super) now: Timestamp,
    /// The gate that is asked without a name.
    pub(super) gate: &'static str,
}

impl Project {
    /// A copy of a folder of `testdata/projects`, with an empty database.
    pub(super) fn open(name: &str, called: &'static str, gate: &'static str) -> Option<Self> {
        let database = cluster::shared()?.database();
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects").join(name), &root);
        let now = Timestamp::now();
        Some(Self { _folder: folder, root, database, called, others: Vec::new(), now, gate })
    }

    /// Another database of the configuration.
    pub(super) fn knows(&mut self, name: &str, url: &str) {
        let file = self.root.join(format!("{name}.url"));
        fs::write(&file, url).unwrap();
        self.others.retain(|known| known.name != name);
        self.others.push(DatabaseChoice {
            name: name.to_owned(),
            origin: DatabaseOrigin::Command(vec!["cat".to_owned(), file.to_string_lossy().into_owned()]),
            is_production: false,
            system_identifier: None,
            migration_role: None,
        });
    }

    pub(super) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root.join(file)).unwrap()
    }

    pub(super) fn write(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A dump in plain SQL with the rows of these tables, as young as the clock.
    pub(super) fn dump(&self, file: &str, tables: &[&str]) {
        let mut text = "--\n-- PostgreSQL database dump\n--\n".to_owned();
        for table in tables {
            text += &format!("COPY {table} (id, value) FROM stdin;\n\\.\n");
        }
        text += "--\n-- PostgreSQL database dump complete\n--\n";
        self.write(file, &text);
        let seconds = u64::try_from(self.now.as_second()).unwrap();
        let written = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let file = fs::File::options().write(true).open(self.root.join(file)).unwrap();
        file.set_modified(written).unwrap();
    }

    /// A look at the counters so many days ago.
    pub(super) fn baseline(&self, days: i64) {
        self.look(24 * days, true, None);
    }

    /// A look at the counters so many hours ago, with those of a standby where one has a name.
    pub(super) fn look(&self, hours: i64, is_baseline: bool, standby: Option<&str>) {
        self.database.settle();
        let mut session = self.session();
        let mut sample = monitor::take(&mut session, Vec::new(), None).unwrap();
        drop(session);
        if let Some(name) = standby {
            let mut node = sample.nodes[0].clone();
            node.node = name.to_owned();
            sample.nodes.push(node);
        }
        sample.is_baseline = is_baseline;
        sample.taken_at = self.now - SignedDuration::from_hours(hours);
        Shelf::open(&self.root.join(Shelf::FOLDER)).unwrap().add(sample).unwrap();
        self.database.settle();
    }

    pub(super) fn attest(&self, gate: &str, id: &str, role: &str, statement: &str) {
        let content = Content::Attestation { statement: statement.to_owned(), role: role.to_owned() };
        self.record(gate, id, content);
    }

    pub(super) fn ran(&self, id: &str, exit_code: i32) {
        let content = Content::Command {
            command: vec!["smoke".to_owned()],
            exit_code: Some(exit_code),
            milliseconds: 20,
            output_bytes: 0,
            output_sha256: String::new(),
        };
        self.record(self.gate, id, content);
    }

    pub(super) fn record(&self, gate: &str, id: &str, content: Content) {
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

    pub(super) fn store(&self) -> Store {
        Store::open(&self.root.join(".migrate-lint/evidence")).unwrap()
    }

    /// Decides, and keeps what is measured for later.
    pub(super) fn decide(&self, gate: &str, phase: Phase) -> Decision {
        let decision = self.with(gate, phase, gate::decide);
        for line in &decision.lines {
            let Some(content) = line.answer.captured.clone() else { continue };
            self.record(gate, &line.id, *content);
        }
        decision
    }

    fn session(&self) -> Session {
        let target =
            Target::read(&Secret::new(self.database.url("postgres")), Permissions::default()).unwrap();
        Session::open(&target, Limits::default()).unwrap()
    }

    pub(super) fn with<T>(&self, name: &str, phase: Phase, ask: impl FnOnce(&mut Situation) -> T) -> T {
        let folder = self.root.to_string_lossy().into_owned();
        let base = PathBase { folder: folder.clone(), working: folder };
        let file = Configuration::read(&self.text("migrate-lint.toml"), &layout_names()).unwrap();
        let settings = Settings::resolve(&file, &Flags::default(), &base);
        let gate = self.read_gate(name);
        let mut source = self.source(&gate, &base);
        if let Some(pattern) = &gate.rollbacks {
            gate::put_rollbacks(&mut source, pattern, &self.root);
        }
        let history = replay(source.clone(), &settings.replay);
        let store = self.store();
        self.database.settle_for(std::time::Duration::from_millis(300));
        let surroundings = Surroundings {
            base: &base,
            settings: &settings,
            history: &history,
            source: &source,
            store: &store,
            now: self.now,
            databases: &self.others,
            permissions: Permissions::default(),
            database: Some(Asked::new(self.called.to_owned(), None, self.session())),
        };
        ask(&mut Situation::new(&gate, phase, surroundings))
    }

    fn read_gate(&self, name: &str) -> Gate {
        let text = self.text(&format!("gates/{name}.toml"));
        read_gates(&text, GateFile::Own(name)).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0)
    }

    fn source(&self, gate: &Gate, base: &PathBase) -> HistorySource {
        let globs = PathGlobs::new(&gate.migrations, base.clone());
        let mut files = Vec::new();
        walk(&self.root, &mut files);
        files.retain(|file| {
            file.extension().is_some_and(|extension| extension == "sql")
                && globs.matches(&file.to_string_lossy())
        });
        files.sort();
        discover(&files, &DiscoverOptions::default()).histories.remove(0)
    }

    pub(super) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(self.root.join(file), text.replace(from, to)).unwrap();
    }

    /// The decision is GO.
    pub(super) fn goes(&self, phase: Phase) {
        require_go(&self.decide(self.gate, phase));
    }

    /// The decision is NO-GO, and it is this check that stops it.
    pub(super) fn stops(&self, phase: Phase, id: &str, status: Status) {
        require_stop(&self.decide(self.gate, phase), id, status);
    }

    /// The same while something of a file is otherwise.
    pub(super) fn stops_with(&self, file: &str, from: &str, to: &str, (id, status): (&str, Status)) {
        let original = self.text(file);
        self.replace(file, from, to);
        self.stops(Phase::Go, id, status);
        fs::write(self.root.join(file), original).unwrap();
    }

    /// The same while something of the database is otherwise.
    pub(super) fn stops_while(&self, done: &str, undone: &str, phase: Phase, (id, status): (&str, Status)) {
        self.database.run(done);
        self.stops(phase, id, status);
        self.database.run(undone);
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
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
    report::write(Format::Human, decision, &ReportOptions::default(), &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

pub(super) fn require_go(decision: &Decision) {
    assert_eq!(decision.verdict(), Verdict::Go, "{}", shown(decision));
}

/// The decision is NO-GO, and it is this check that stops it.
pub(super) fn require_stop(decision: &Decision, id: &str, status: Status) {
    let text = shown(decision);
    assert_eq!(decision.verdict(), Verdict::NoGo, "{text}");
    let line =
        decision.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no {id} in\n{text}"));
    assert_eq!(line.answer.status, status, "{text}");
}
