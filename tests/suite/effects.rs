//! Locks, rewrites, scans and index builds: each case is a setup and statements, with what servers of each major
//! version do beneath them. The cases were observed on PostgreSQL 12 to 18 before they were written down.

use std::fs;

use migrate_lint::catalog::{Baseline, Catalog, Origin, Relation, RelationId};
use migrate_lint::effects::{Effects, WorkKind};
use migrate_lint::lock::LockMode;
use migrate_lint::migration::{
    AfterEdit, Down, History, HistorySource, MigrationSource, OptOut, ReplayOptions, RollbackConvention,
    ScriptSource, Tool, TransactionUnit, replay,
};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

pub(crate) mod cases;

use cases::{CaseFile, case_files, schema};

static TOOL: Tool = Tool {
    name: "cases",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::None,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: migrate_lint::migration::Naming::Unknown,
};

#[test]
fn every_case_does_what_servers_did() {
    let schema = schema();
    let (mut wrong, mut count) = (String::new(), 0);
    for file in case_files() {
        count += file.cases.len();
        let actual = rewritten(&schema, &file);
        if actual == file.text {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file.path, actual).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&file.text, &actual).unified_diff().to_string();
            wrong.push_str(&format!("{}\n{diff}\n", file.path.display()));
        }
    }
    assert!(count >= 300, "cases are missing: {count}");
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 writes what is predicted");
}

/// The file with every case's outcome as it is predicted now.
fn rewritten(schema: &str, file: &CaseFile) -> String {
    let mut out = file.shared.clone();
    for case in &file.cases {
        let versions = PgVersion::all().filter(|version| case.applies(*version));
        let outcomes: Vec<(PgVersion, String)> = versions
            .map(|version| (version, outcome(schema, &case.setup, &case.statement, version)))
            .collect();
        out.push_str(&case.written(&grouped(&outcomes)));
    }
    out.trim_end().to_owned() + "\n"
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
        unordered: false,
        up: Some(ScriptSource::whole(SourceFile::new(name, text), TransactionUnit::PerFile)),
        down: Down::NotExpected,
    });
    let history = HistorySource {
        tool: &TOOL,
        root: "cases".to_owned(),
        baseline: Baseline::Empty,
        settings: Vec::new(),
        migrations: migrations.into(),
        ordering: Vec::new(),
        edits: Vec::new(),
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
        all.absorb(&step.effects, true);
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
