//! Locks, rewrites, scans and index builds: each case is a setup and statements, with what servers of each major
//! version do beneath them. The cases were observed on PostgreSQL 12 to 18 before they were written down.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::catalog::{Baseline, Catalog, Origin, Relation, RelationId};
use migrate_lint::effects::{Effects, WorkKind};
use migrate_lint::lock::LockMode;
use migrate_lint::migration::{
    Down, History, HistorySource, MigrationSource, OptOut, ReplayOptions, RollbackConvention, ScriptSource,
    Tool, TransactionUnit, replay,
};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

const CASE: &str = "-- == ";
const STATEMENT: &str = "-- statement\n";

static TOOL: Tool = Tool {
    name: "cases",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::None,
    ledger: None,
    naming: migrate_lint::migration::Naming::Unknown,
};

#[test]
fn every_case_does_what_servers_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/effects");
    let schema = fs::read_to_string(folder.join("schema")).unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    let (mut wrong, mut count) = (String::new(), 0);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        count += text.matches(CASE).count();
        let actual = rewritten(&schema, &text);
        if actual == text {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, actual).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&text, &actual).unified_diff().to_string();
            wrong.push_str(&format!("{}\n{diff}\n", path.display()));
        }
    }
    assert!(count >= 300, "cases are missing: {count}");
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 writes what is predicted");
}

/// The file with every case's outcome as it is predicted now.
fn rewritten(schema: &str, text: &str) -> String {
    let mut parts = text.split(CASE);
    let mut out = parts.next().unwrap().to_owned();
    let shared = out.clone();
    for part in parts {
        let (head, body) = part.split_once('\n').unwrap();
        let (setup, rest) = body.split_once(STATEMENT).expect("a case has a statement");
        let statement: String =
            rest.lines().filter(|line| !line.starts_with("-- ")).collect::<Vec<_>>().join("\n");
        let statement = statement.trim();
        out.push_str(&format!("{CASE}{head}\n{setup}{STATEMENT}{statement}\n"));
        let setup = format!("{shared}{setup}");
        let versions: Vec<PgVersion> = PgVersion::all().filter(|version| applies(head, *version)).collect();
        let outcomes: Vec<(PgVersion, String)> =
            versions.iter().map(|version| (*version, outcome(schema, &setup, statement, *version))).collect();
        for (range, outcome) in grouped(&outcomes) {
            out.push_str(&format!("-- {range}: {outcome}\n"));
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// `name [14-18]`: the majors that know the statement.
fn applies(head: &str, version: PgVersion) -> bool {
    let range = head.rsplit_once(" [").and_then(|(_, range)| range.strip_suffix(']')?.split_once('-'));
    let Some((first, last)) = range else { return true };
    (first.parse().unwrap()..=last.parse().unwrap()).contains(&version.major())
}

fn grouped(outcomes: &[(PgVersion, String)]) -> Vec<(String, String)> {
    let same = outcomes.chunk_by(|left, right| left.1 == right.1);
    same.map(|group| {
        let (first, last) = (group[0].0, group[group.len() - 1].0);
        let range = if first == last { first.to_string() } else { format!("{first}-{last}") };
        (range, group[0].1.clone())
    })
    .collect()
}

fn outcome(schema: &str, setup: &str, statement: &str, version: PgVersion) -> String {
    let scripts = [("schema", schema), ("setup", setup), ("case", statement)];
    let migrations = scripts.map(|(name, text)| MigrationSource {
        version: name.to_owned(),
        name: name.to_owned(),
        repeatable: false,
        judged: true,
        up: Some(ScriptSource::whole(SourceFile::new(name, text), TransactionUnit::PerFile)),
        down: Down::NotExpected,
    });
    let history = HistorySource {
        tool: &TOOL,
        root: "cases".to_owned(),
        baseline: Baseline::Empty,
        migrations: migrations.into(),
        ordering: Vec::new(),
    };
    let history = replay(history, &ReplayOptions { version, ..ReplayOptions::default() });
    describe(&history)
}

/// What the last script does to the relations that were there before it.
fn describe(history: &History) -> String {
    let script = history.migrations.last().and_then(|migration| migration.up.as_ref()).unwrap();
    let mut all = Effects::default();
    let mut refused = None;
    for step in script.steps.iter().filter(|step| step.within.is_none()) {
        all.absorb(&step.effects);
        let failure = step.effects.failure.as_ref();
        refused = refused.or(failure.map(|failure| format!("refused {} {}", failure.code, failure.message)));
    }
    if let Some(refused) = refused {
        return refused;
    }
    let before = &script.before;
    let mut parts: Vec<String> = locks(&all, before);
    for (word, wanted) in
        [("rewrites", WorkKind::Rewrite), ("empties", WorkKind::NewFile), ("scans", WorkKind::Scan)]
    {
        parts.extend(listed(
            word,
            all.work.iter().filter(|work| work.kind == wanted).map(|work| work.relation),
            before,
        ));
    }
    let mut builds: Vec<&str> = all
        .work
        .iter()
        .filter_map(|work| match &work.kind {
            WorkKind::IndexBuild { index } if there(before, work.relation).is_some() => {
                Some(index.name.as_str())
            }
            _ => None,
        })
        .collect();
    builds.sort_unstable();
    builds.dedup();
    if !builds.is_empty() {
        parts.push(format!("builds {}", builds.join(", ")));
    }
    if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") }
}

/// Relations with the strongest mode of each; of indexes only what keeps someone out.
fn locks(effects: &Effects, before: &Catalog) -> Vec<String> {
    LockMode::ALL
        .into_iter()
        .rev()
        .filter_map(|mode| {
            let held = effects.locks.iter().filter(|lock| lock.mode == mode);
            let seen = |id: &RelationId| {
                there(before, *id).is_some_and(|relation| {
                    !relation.kind.is_index() || mode >= LockMode::ShareUpdateExclusive
                })
            };
            listed(mode.name(), held.map(|lock| lock.relation).filter(seen), before)
        })
        .collect()
}

fn listed(word: &str, relations: impl Iterator<Item = RelationId>, before: &Catalog) -> Option<String> {
    let mut names: Vec<String> =
        relations.filter_map(|id| there(before, id)).map(|relation| relation.name.to_string()).collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")))
}

fn there(before: &Catalog, id: RelationId) -> Option<&Relation> {
    before.relation(id).filter(|relation| relation.origin != Origin::Assumed { certain: false })
}
