//! Fixes: what `--fix` makes of every page's examples, and how it treats the bytes of a file.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::diagnostic::{Diagnostic, Severity};
use migrate_lint::discover::is_taken;
use migrate_lint::fix::{Fixed, Level, to_fixed_point};
use migrate_lint::migration::replay;
use migrate_lint::rollback::write_beside_new;
use migrate_lint::rules::RULES;

use crate::support::{Linted, lint_folder_with, migrations, read_folder, write_files};

/// Fixes a folder as the program would, and gives what is left and the texts.
pub(crate) fn fix(
    files: &[(String, String)],
    config: &str,
    level: Level,
) -> (Fixed, Linted, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files);
    let lint = |fixed: &Fixed| Ok::<_, ()>(lint_folder_with(folder.path(), config, fixed.texts()));
    let (mut fixed, mut left) =
        to_fixed_point(level, &is_taken, lint, |linted: &Linted| &linted.found, &|_| true).unwrap();
    if add_ways_back(&mut fixed, folder.path(), config) {
        left = lint_folder_with(folder.path(), config, fixed.texts());
    }
    (fixed, left, folder)
}

fn add_ways_back(fixed: &mut Fixed, folder: &Path, config: &str) -> bool {
    let (histories, settings) = read_folder(folder, config, fixed.texts());
    let mut written =
        histories.into_iter().map(|source| write_beside_new(&replay(source, &settings.replay), fixed));
    written.any(|any| any)
}

/// Examples of rules whose fix leaves something to a person, and what that is.
const LEFT_OVER: &[(&str, &str)] = &[];

#[test]
fn what_a_page_shows_is_clean_when_it_is_fixed() {
    let mut problems = String::new();
    for rule in RULES {
        let examples = rule.page().examples();
        for example in examples.iter().filter(|example| !example.safe) {
            let files = migrations(example.sql);
            let config = example.config.unwrap_or_default();
            let (_, before, _) = fix(&files, config, Level::Safe);
            let had_fix = before.found.iter().any(|finding| finding.rule == rule.id && finding.fix.is_some());
            let (fixed, left, _) = fix(&files, config, Level::Unsafe);
            let touched = fixed.applied.contains_key(rule.id) || had_fix;
            let excused = LEFT_OVER.iter().any(|(id, _)| *id == rule.id);
            if touched && !excused && !left.found.is_empty() {
                problems += &format!(
                    "rules/{}.md:\n{}\n--- fixed:\n{}\n--- left:\n{}\n",
                    rule.id,
                    example.sql,
                    migrate_lint::fix::unified(&fixed),
                    left.human()
                );
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

const TWO_LOCKS: &str = "BEGIN;\n\
    ALTER TABLE orders ADD COLUMN note text;\n\
    ALTER TABLE customers ADD COLUMN note text;\n\
    COMMIT;\n";

#[test]
fn byte_order_mark_and_line_ends_stay() {
    let text = format!("\u{feff}{TWO_LOCKS}").replace('\n', "\r\n");
    let (fixed, _, _) = fix(&[("1_t.sql".to_owned(), text)], "", Level::Unsafe);
    for (before, after) in fixed.edited.values() {
        assert_ne!(before.text(), after);
        assert!(after.starts_with('\u{feff}') && after.matches('\u{feff}').count() == 1, "{after:?}");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{after:?}");
    }
    assert!(!fixed.is_empty());
}

#[test]
fn unsafe_fixes_are_not_applied_unasked() {
    let files = [("1_a.sql".to_owned(), TWO_LOCKS.to_owned())];
    assert!(fix(&files, "", Level::Safe).0.is_empty());
    assert!(!fix(&files, "", Level::Unsafe).0.is_empty());
}

#[test]
fn nothing_on_disk_changes_until_it_is_written() {
    let text = "CREATE INDEX i ON t (a);\n";
    let (fixed, left, folder) = fix(&[("1_t.sql".to_owned(), text.to_owned())], "", Level::Unsafe);
    assert_eq!(fixed.count(), 1, "{}", left.human());
    assert_eq!(fs::read_to_string(folder.path().join("1_t.sql")).unwrap(), text);
}

/// The author may have written IF NOT EXISTS because somebody had built the index by hand.
#[test]
fn an_index_that_may_be_in_use_is_not_dropped_unasked() {
    let files = [
        ("1_t.sql", "-- +goose Up\nCREATE TABLE t (id bigint PRIMARY KEY, a int);\n"),
        (
            "2_i.sql",
            "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE UNIQUE INDEX IF NOT EXISTS i ON t (a);\n",
        ),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()));
    let text = |level| fix(&files, "", level).0.texts().into_iter().map(|(_, text)| text).collect::<String>();
    assert!(text(Level::Safe).contains("CONCURRENTLY IF NOT EXISTS"), "{}", text(Level::Safe));
    assert!(text(Level::Unsafe).contains("DROP INDEX CONCURRENTLY IF EXISTS i;"), "{}", text(Level::Unsafe));
}

/// The projects whose history is whole.
pub(crate) fn whole_histories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The migrations below a folder and what is beside them, each under its path in the folder.
pub(crate) fn files_below(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = fs::read_to_string(&path)
                && !path.ends_with("migrate-lint.toml")
            {
                files.push((path.strip_prefix(folder).unwrap().to_string_lossy().into_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// Findings that say that the server refuses a statement.
fn failing(linted: &Linted) -> Vec<String> {
    let fails = |rule: &str| {
        matches!(
            rule,
            "object-conflict"
                | "certain-failure"
                | "uses-object-created-later"
                | "concurrently-in-transaction"
        )
    };
    // Advice on Flyway's own lock is no failure.
    let grave = |finding: &&Diagnostic| finding.severity != Severity::Advice;
    let failing = linted.found.iter().filter(|finding| fails(finding.rule)).filter(grave);
    failing.map(|finding| format!("{}: {}", finding.source.path(), finding.message)).collect()
}

/// Of each history with all later migrations, no fix may make one that fails.
#[test]
fn fixed_whole_histories_do_not_fail_anew() {
    let mut tried = 0;
    let mut wrong = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let discovered = fs::read_dir(folder.join("discover")).unwrap().map(|entry| entry.unwrap().path());
    let discovered = discovered.filter(|path| path.is_dir());
    let mut subjects: Vec<(PathBuf, Vec<(String, String)>)> = whole_histories()
        .into_iter()
        .chain(discovered)
        .map(|path| (path.clone(), files_below(&path)))
        .collect();
    for entry in fs::read_dir(folder.join("fixes")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            let files = migrations(&fs::read_to_string(&path).unwrap());
            subjects.push((path, files));
        }
    }
    for (path, files) in subjects {
        for level in [Level::Safe, Level::Unsafe] {
            let (fixed, left, place) = fix(&files, "", level);
            let before = lint_folder_with(place.path(), "", Vec::new());
            tried += usize::from(!fixed.is_empty());
            let (before, after) = (failing(&before), failing(&left));
            if after.len() > before.len() {
                wrong += &format!("{} {level:?}: {after:#?}\n", path.display());
            }
        }
    }
    assert!(tried > 20, "only {tried} had anything to fix");
    assert!(wrong.is_empty(), "{wrong}");
}

/// `testdata/fixes/*.sql`: what all fixes together make of a small project of one tool. With `UPDATE=1` the
/// expectations are written anew.
#[test]
fn each_tool_gets_what_it_can_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/fixes");
    let mut wrong = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "sql") {
            continue;
        }
        let files = migrations(&fs::read_to_string(&path).unwrap());
        let (fixed, left, place) = fix(&files, "", Level::Unsafe);
        let folder = format!("{}/", place.path().display());
        let left: String = left.human().lines().map(|line| format!("{line}\n")).collect();
        let shown = format!("{}\nleft:\n{left}", migrate_lint::fix::unified(&fixed)).replace(&folder, "");
        let expected = path.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &shown).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != shown {
            wrong += &format!("{}:\n{shown}\n", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
