//! What fixes do to a server: a history as it is and as they leave it end in the same catalog, but for the differences
//! that are meant.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use migrate_lint::config::Settings;
use migrate_lint::fix::{Fixed, Level, unified};
use migrate_lint::migration::{History, HistorySource, Script, replay};
use migrate_lint::rules::RULES;
use migrate_lint::server::{Difference, Fingerprint, Refusal, Server, Session};

use super::assumed;
use super::run::{self, Refused};
use crate::fixes::{files_below, fix, whole_histories};
use crate::support::{migrations, read_folder};

/// A history to be fixed.
struct Subject {
    /// `rules/index-not-concurrent.md, example 1` or `testdata/fixes/sqlx-index.sql`.
    title: String,
    /// The rule whose page it is on.
    page: &'static str,
    files: Vec<(String, String)>,
    config: String,
}

/// What came of running the fixed histories.
#[derive(Default)]
pub(crate) struct Verdict {
    pub(crate) same: usize,
    pub(crate) problems: Vec<String>,
    /// The differences of those that end in another catalog.
    pub(crate) differences: BTreeMap<String, Vec<String>>,
}

pub(crate) fn try_fixes(server: &mut dyn Server, wanted: &str) -> Result<Verdict, Refusal> {
    let mut verdict = Verdict::default();
    for subject in subjects().iter().filter(|subject| subject.title.contains(wanted)) {
        let mut seen: Option<Fixed> = None;
        for level in [Level::Safe, Level::Unsafe] {
            let (fixed, _, folder) = fix(&subject.files, &subject.config, level);
            let same = seen.as_ref().is_some_and(|seen| seen.texts() == fixed.texts());
            if fixed.is_empty() || same {
                continue;
            }
            let before = read_folder(folder.path(), &subject.config, Vec::new());
            let after = read_folder(folder.path(), &subject.config, fixed.texts());
            let shown = unified(&fixed).replace(&format!("{}/", folder.path().display()), "");
            compare(server, subject, level, (before, after), &shown, &mut verdict)?;
            seen = Some(fixed);
        }
    }
    Ok(verdict)
}

/// Every unsafe example of the pages, the projects of `testdata/fixes`, and the whole histories of `testdata/projects`.
fn subjects() -> Vec<Subject> {
    let mut subjects = Vec::new();
    for rule in RULES {
        for (number, example) in rule.page().examples().iter().enumerate() {
            if !example.safe {
                subjects.push(Subject {
                    title: format!("rules/{}.md, example {}", rule.id, number + 1),
                    page: rule.id,
                    files: migrations(example.sql),
                    config: example.config.unwrap_or_default().to_owned(),
                });
            }
        }
    }
    for path in projects() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let files = migrations(&fs::read_to_string(&path).unwrap());
        let config = String::new();
        subjects.push(Subject { title: format!("testdata/fixes/{name}"), page: "", files, config });
    }
    for path in whole_histories() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (files, config) = (files_below(&path), String::new());
        subjects.push(Subject { title: format!("testdata/projects/{name}"), page: "", files, config });
    }
    subjects
}

fn projects() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/fixes");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    paths.sort();
    paths
}

fn compare(
    server: &mut dyn Server,
    subject: &Subject,
    level: Level,
    ((before, settings), (after, _)): ((Vec<HistorySource>, Settings), (Vec<HistorySource>, Settings)),
    shown: &str,
    verdict: &mut Verdict,
) -> Result<(), Refusal> {
    let [before, after] = [before, after].map(|sources| replayed(sources, server, &settings));
    let beginning = assumed::beginning(subject.page, before.iter().flat_map(scripts));
    let title = |level| match level {
        Level::Safe => format!("{}, --fix", subject.title),
        Level::Unsafe => format!("{}, --unsafe-fixes", subject.title),
    };
    // An example may show what the server refuses: there is no catalog to compare with.
    let Ok(wanted) = end(server, &beginning, &before, &settings)? else { return Ok(()) };
    match end(server, &beginning, &after, &settings)? {
        Err(refused) => verdict.problems.push(format!("{}: {refused}\n{shown}", title(level))),
        Ok(found) => match wanted.differences(&found) {
            lines if lines.is_empty() => verdict.same += 1,
            lines if verdict.differences.get(&title(Level::Safe)) == Some(&lines) => {}
            lines => {
                verdict.differences.insert(title(level), lines);
            }
        },
    }
    Ok(())
}

fn replayed(sources: Vec<HistorySource>, server: &dyn Server, settings: &Settings) -> Vec<History> {
    let mut options = settings.replay.clone();
    options.version = server.version();
    sources.into_iter().map(|source| replay(source, &options)).collect()
}

fn scripts(history: &History) -> impl Iterator<Item = &Script> {
    history.migrations.iter().flat_map(|migration| migration.up.iter())
}

/// The catalog, and the order of the columns of each table, of which a fingerprint says nothing.
struct End {
    catalog: Fingerprint,
    columns: BTreeMap<String, String>,
}

const COLUMN_ORDER: &str = r"
    SELECT format('column order of %s', a.attrelid::regclass), string_agg(a.attname, ', ' ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'c')
      AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    GROUP BY a.attrelid";

impl End {
    fn read(session: &mut Session) -> Result<End, Refusal> {
        let rows = session.rows(COLUMN_ORDER)?.into_iter();
        let columns =
            rows.filter_map(|row| <[String; 2]>::try_from(row).ok()).map(|[table, order]| (table, order));
        Ok(End { catalog: Fingerprint::read(session)?, columns: columns.collect() })
    }

    /// One line for each object that is not the same: `-` as it is here, `+` as it is in the other.
    fn differences(&self, other: &End) -> Vec<String> {
        let mut lines: Vec<String> =
            self.catalog.differences(&other.catalog).iter().flat_map(|found| lines(found, other)).collect();
        for (table, order) in &self.columns {
            if let Some(other) = other.columns.get(table).filter(|other| *other != order) {
                lines.extend([format!("- {table}: {order}"), format!("+ {table}: {other}")]);
            }
        }
        lines
    }
}

fn lines(difference: &Difference, later: &End) -> Vec<String> {
    let line = |sign: char, object: &str, definition: &str| {
        format!("{sign} {object}: {}", definition.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    match difference {
        Difference::Lost(object) => vec![format!("- {object}")],
        Difference::Left(object) => {
            vec![line('+', object, later.catalog.definition(object).unwrap_or_default())]
        }
        Difference::Changed { object, before, after } => {
            vec![line('-', object, before), line('+', object, after)]
        }
    }
}

/// The catalog when everything ran, or the first statement that did not.
fn end(
    server: &mut dyn Server,
    beginning: &str,
    histories: &[History],
    settings: &Settings,
) -> Result<Result<End, Refused>, Refusal> {
    let mut session = server.fresh(beginning)?;
    let ran = histories
        .iter()
        .flat_map(scripts)
        .try_for_each(|script| run::script(&mut session, script, &settings.replay));
    let found = End::read(&mut session)?;
    server.release(session);
    Ok(ran.map(|()| found))
}
