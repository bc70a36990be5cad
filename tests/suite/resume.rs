//! A history that is simulated again from where it changed equals one that is simulated anew, and parses only the change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use migrate_lint::config::Settings;
use migrate_lint::discover::{DiscoverOptions, Survey};
use migrate_lint::lint::judge;
use migrate_lint::migration::{History, Resumable, replay};

const ROUNDS: usize = 60;

/// Takes a line out of a file, puts it back, and puts in one of another file, wherever the number falls.
#[test]
fn resumed_equals_simulated_anew() {
    let (folder, files) = project_files();
    let mut survey = Survey::new(std::slice::from_ref(&folder), DiscoverOptions::default());
    let settings = Settings::default();
    let first = survey.discovery().histories.remove(0);
    let mut resumed = Resumable::new(first, &settings.replay);
    let mut random = 0x9e37_79b9_u64;
    for _ in 0..ROUNDS {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (path, text) = &files[(random >> 33) as usize % files.len()];
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = (random >> 40) as usize % lines.len();
        match random >> 62 {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, "ALTER TABLE orders ADD COLUMN noted text NOT NULL;\n"),
            2 => lines.insert(at, "DROP TABLE IF EXISTS customers;\n"),
            _ => {}
        }
        survey.replace(path, &lines.concat());
        let source = survey.discovery().histories.remove(0);
        resumed.update(source.clone());
        resumed.advance(|| true);
        let anew = replay(source, &settings.replay);
        assert_eq!(told(&resumed.history, &settings), told(&anew, &settings), "{}", path.display());
    }
}

#[test]
fn only_what_changed_is_parsed_again() {
    let (folder, files) = project_files();
    let mut survey = Survey::new(&[folder], DiscoverOptions::default());
    let settings = Settings::default();
    let mut resumed = Resumable::new(survey.discovery().histories.remove(0), &settings.replay);
    let before = statements(&resumed.history);
    let (path, text) = files.iter().find(|(path, _)| path.ends_with(CHANGED)).unwrap();
    survey.replace(path, &format!("{text}\n-- changed\n"));
    resumed.update(survey.discovery().histories.remove(0));
    resumed.advance(|| true);
    let after = statements(&resumed.history);
    assert_eq!(before.len(), after.len());
    for ((path, before), (_, after)) in before.iter().zip(&after) {
        let kept = before.iter().zip(after).all(|(before, after)| Arc::ptr_eq(before, after));
        assert_eq!(kept, !path.ends_with(CHANGED), "{path}");
    }
}

const CHANGED: &str = "20250401080000_order_currency.up.sql";

type Statements = Vec<Arc<migrate_lint::ast::ParsedStatement>>;

fn statements(history: &History) -> Vec<(String, Statements)> {
    let scripts = history.migrations.iter().filter_map(|migration| migration.up.as_ref());
    let of = |script: &migrate_lint::migration::Script| -> Statements {
        script.steps.iter().map(|step| Arc::clone(&step.statement)).collect()
    };
    scripts.map(|script| (script.source.path().to_string(), of(script))).collect()
}

fn told(history: &History, settings: &Settings) -> (String, String) {
    (format!("{:#?}", judge(history, settings).diagnostics), format!("{:?}", history.end))
}

fn project_files() -> (PathBuf, Vec<(PathBuf, String)>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/shop/migrations");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    paths.sort();
    (folder, paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect())
}
