//! The pages of the checks of gates: each example under `No-go` and `Go` is a folder with a gate, and what the check
//! answers stands beneath it.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use migrate_lint::config::{Configuration, DatabaseChoice, DatabaseOrigin, Flags, PathBase, Settings};
use migrate_lint::connect::{Limits, Permissions, Secret, Session, Target};
use migrate_lint::discover::{DiscoverOptions, discover, layout_names};
use migrate_lint::evidence::{Content, Draft, Store, Subject};
use migrate_lint::gate::{
    self, CHECKS, Check, GateFile, Phase, Situation, Status, Surroundings, read_gates, report,
};
use migrate_lint::migration::replay;
use migrate_lint::monitor::{self, Shelf};

use regex::Regex;

use crate::cluster;
use crate::support::{migrations, write_files};

/// When every example is asked.
const NOW: &str = "2026-01-15T12:00:00Z";

/// One example of a page.
#[derive(Default)]
struct Example {
    go: bool,
    files: Vec<(String, String)>,
    gate: String,
    records: Vec<String>,
    /// What is done to the database before it is asked, and by a session that stays.
    database: Option<String>,
    held_open: Option<String>,
    /// What happens there after a baseline of its counters was taken, and what is in the database `origin`.
    after_baseline: Option<String>,
    other: Option<String>,
    /// The answer shown, and where it stands or belongs.
    answer: String,
    place: Range<usize>,
}

#[test]
fn every_page_is_complete() {
    let mut problems = Vec::new();
    for check in CHECKS {
        let page = check.page();
        let text = fs::read_to_string(page_path(check)).unwrap();
        let mut require = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("rules/gate/{}.md {what}", check.id));
            }
        };
        require(!page.summary.is_empty(), "has no summary");
        require(page.field("phases").is_some(), "does not say in which phases it is asked");
        require(toml::from_str::<toml::Table>(page.options).is_ok(), "has options that are no TOML");
        let examples = examples(&text);
        let told = text.contains("\n## Go\n");
        require(told, "does not say when it is good");
        require(examples.iter().any(|example| !example.go), "has no example under No-go");
    }
    for entry in fs::read_dir(root().join("rules/gate")).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if gate::find(&id).is_none() {
            problems.push(format!("{} belongs to no check", path.display()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// With `UPDATE=1` the answers in the pages are written anew.
#[test]
fn examples_are_answered_as_the_pages_show() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differences = Vec::new();
    for check in CHECKS {
        let text = fs::read_to_string(page_path(check)).unwrap();
        let mut updated = text.clone();
        for example in examples(&text).iter().rev() {
            let Some((good, answer)) = asked(check, example) else { continue };
            assert_eq!(good, example.go, "rules/gate/{}.md: {answer}\n{}", check.id, example.gate);
            if answer != example.answer {
                differences.push(format!("rules/gate/{}.md\n{}\nis\n{answer}", check.id, example.answer));
                let lead = if example.place.is_empty() { "\n" } else { "" };
                updated.replace_range(example.place.clone(), &format!("{lead}```text\n{answer}```\n"));
            }
        }
        // At once: the other tests are reading the pages.
        if update && updated != text {
            let aside = page_path(check).with_extension("new");
            fs::write(&aside, updated).unwrap();
            fs::rename(aside, page_path(check)).unwrap();
        }
    }
    assert!(update || differences.is_empty(), "{}", differences.join("\n"));
}

/// What the check answers in a folder made of the example; nothing where there is no server for it.
fn asked(check: &'static Check, example: &Example) -> Option<(bool, String)> {
    let database = match &example.database {
        Some(sql) => {
            let database = cluster::shared()?.database();
            database.run(sql);
            // The session that ran it is gone only a moment later, and until then it is one that is in the way.
            database.settle();
            Some(database)
        }
        None => None,
    };
    let _held = example.held_open.as_ref().zip(database.as_ref()).map(|(sql, database)| {
        let mut client = database.client();
        client.batch_execute(&format!("BEGIN; {sql}")).unwrap();
        client
    });
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    write_files(&root, &example.files);
    let last = example
        .files
        .iter()
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".sql") && !name.starts_with("backups/"))
        .max()
        .unwrap();
    let text = format!("[gate]\nmigrations = \"{last}\"\n");
    let text = if example.gate.contains("migrations = ") { "[gate]\n".to_owned() } else { text };
    let check_it = format!("check = [\"{}\"]\n", check.id);
    let asks = ["check = ", "attest = ", "assert = ", "command = "];
    let asks = asks.iter().any(|list| example.gate.contains(list));
    let own = example.gate.contains("check = ");
    let none = if own { "" } else { "check = []\n" };
    let text = format!("{text}{}{}", example.gate, if asks { none } else { &check_it });
    let gates = read_gates(&text, GateFile::Own("example")).unwrap_or_else(|problems| {
        panic!("rules/gate/{}.md: {problems:?}\n{text}", check.id);
    });
    let gate = &gates[0];
    let base = PathBase {
        folder: root.to_string_lossy().into_owned(),
        working: root.to_string_lossy().into_owned(),
    };
    let file = Configuration::read("[application]\npaths = [\"src\"]", &layout_names()).unwrap();
    let settings = Settings::resolve(&file, &Flags::default(), &base);
    let globs = migrate_lint::config::PathGlobs::new(&gate.migrations, base.clone());
    let files = example.files.iter().map(|(name, _)| root.join(name));
    let paths: Vec<PathBuf> = files.filter(|file| globs.matches(&file.to_string_lossy())).collect();
    // A dump is as young as its file.
    let yesterday = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_768_392_000);
    for (name, _) in &example.files {
        fs::File::open(root.join(name)).unwrap().set_modified(yesterday).unwrap();
    }
    let mut found = discover(&paths, &DiscoverOptions::default());
    let source = found.histories.remove(0);
    let history = replay(source.clone(), &settings.replay);
    let mut store = Store::open(&root.join("evidence")).unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let other = example.other.as_ref().map(|sql| {
        let other = cluster::shared().unwrap().database();
        other.run(sql);
        other.settle();
        other
    });
    let databases: Vec<DatabaseChoice> = other.iter().map(|other| choice(other, &root)).collect();
    if let Some((sql, database)) = example.after_baseline.as_ref().zip(database.as_ref()) {
        baseline(database, &root, now);
        database.run(sql);
        database.settle();
    }
    let surroundings = |store, database| Surroundings {
        base: &base,
        settings: &settings,
        history: &history,
        source: &source,
        store,
        now,
        databases: &databases,
        permissions: Permissions::default(),
        database,
    };
    let session = database.as_ref().map(|database| {
        let target = Target::read(&Secret::new(database.url("postgres")), Permissions::default()).unwrap();
        gate::Database::new("production".to_owned(), None, Session::open(&target, Limits::default()).unwrap())
    });
    let empty = store.clone();
    let subject = Situation::new(gate, Phase::Go, surroundings(&empty, None)).subject;
    example.records.iter().for_each(|record| add(&mut store, record, &subject));
    let first = *gate.entries[0].phases.first().unwrap();
    let phase = if example.gate.contains("# phase: post") { Phase::Post } else { first };
    let decision = gate::decide(&mut Situation::new(gate, phase, surroundings(&store, session)));
    let [line] = decision.lines.as_slice() else {
        panic!("rules/gate/{}.md: one check an example", check.id)
    };
    let good = matches!(line.answer.status, Status::Pass | Status::Attested | Status::Waived);
    Some((good, masked(&report::line(line)).replace(&*root.to_string_lossy(), "")))
}

/// The database `origin`, as a configuration has it.
fn choice(other: &cluster::Database, root: &Path) -> DatabaseChoice {
    let file = root.join("url");
    fs::write(&file, other.url("postgres")).unwrap();
    let command = vec!["cat".to_owned(), file.to_string_lossy().into_owned()];
    DatabaseChoice {
        name: "origin".to_owned(),
        origin: DatabaseOrigin::Command(command),
        is_production: false,
        system_identifier: None,
        migration_role: None,
    }
}

/// A look at the counters of an hour ago.
fn baseline(database: &cluster::Database, root: &Path, now: Timestamp) {
    database.settle();
    let target = Target::read(&Secret::new(database.url("postgres")), Permissions::default()).unwrap();
    let mut session = Session::open(&target, Limits::default()).unwrap();
    let mut sample = monitor::take(&mut session, Vec::new(), None).unwrap();
    drop(session);
    sample.is_baseline = true;
    sample.taken_at = now - jiff::SignedDuration::from_hours(1);
    Shelf::open(&root.join(Shelf::FOLDER)).unwrap().add(sample).unwrap();
    database.settle();
}

/// What is another on every server and at every time.
fn masked(text: &str) -> String {
    let rules = [
        (r"PostgreSQL [\d.]+", "PostgreSQL 15.8"),
        (r"database test_\d+", "database shop"),
        (r"new, \d+\.\d ms", "new, 100.1 ms"),
        (r"\((system|embedded)\) in [\d.]+ m?s", "(system) in 4 ms"),
        (r"\d+ statements? (on|ran)", "12 statements $1"),
        (r"pid \d+", "pid 812"),
        (r"for \d+ s", "for 14 s"),
        (r"plpgsql [\d.]+", "plpgsql 1.0"),
        (r"[\d.]+ [kM]B now", "10 MB now"),
    ];
    rules.iter().fold(text.to_owned(), |text, (pattern, with)| {
        Regex::new(pattern).unwrap().replace_all(&text, *with).into_owned()
    })
}

fn add(store: &mut Store, record: &str, subject: &Subject) {
    let mut table: toml::Table = record.parse().unwrap();
    let mut take = |name: &str| table.remove(name).map(|value| value.as_str().unwrap().to_owned());
    let (id, at) = (take("id").unwrap(), take("at").unwrap());
    let content: Content = toml::Value::Table(table).try_into().unwrap();
    let draft = Draft {
        gate: "example".to_owned(),
        id,
        by: "Ada".to_owned(),
        expires_at: None,
        subject: subject.clone(),
        content,
    };
    store.add(draft, at.parse().unwrap()).unwrap();
}

/// The examples of a page: every block of SQL without a name begins one.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut go = None;
    let mut open: Option<(&str, usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        match (open, line.trim_end().strip_prefix("```")) {
            (None, Some(info)) => open = Some((info, at, next)),
            (Some((info, start, content)), Some("")) => {
                if let Some(go) = go {
                    block(&mut examples, go, info, &text[content..at], start..next);
                }
                open = None;
            }
            (None, None) => {
                if let Some(title) = line.strip_prefix("## ") {
                    go = match title.trim() {
                        "Go" => Some(true),
                        "No-go" => Some(false),
                        _ => None,
                    };
                }
            }
            _ => {}
        }
        at = next;
    }
    examples
}

fn block(examples: &mut Vec<Example>, go: bool, info: &str, text: &str, place: Range<usize>) {
    if info == "sql" {
        examples.push(Example { go, files: migrations(text), ..Example::default() });
    }
    let example = examples.last_mut().expect("an example begins with its migrations");
    match info.split_once(' ') {
        _ if info == "sql database" => example.database = Some(text.to_owned()),
        _ if info == "sql other database" => example.other = Some(text.to_owned()),
        _ if info == "sql after the baseline" => example.after_baseline = Some(text.to_owned()),
        _ if info == "sql held open" => example.held_open = Some(text.to_owned()),
        Some((_, name)) => example.files.push((name.to_owned(), text.to_owned())),
        None if info == "toml" => example.gate = text.to_owned(),
        None if info == "record" => example.records.push(text.to_owned()),
        None if info == "text" => {
            example.answer = text.to_owned();
            example.place = place;
            return;
        }
        None => {}
    }
    example.place = place.end..place.end;
}

fn page_path(check: &Check) -> PathBuf {
    root().join("rules/gate").join(format!("{}.md", check.id))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
