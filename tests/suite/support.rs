//! Lints migrations that a test holds as text.

use std::path::{Path, PathBuf};

use migrate_lint::config::{Configuration, Flags, PathBase, Settings};
use migrate_lint::diagnostic::Diagnostic;
use migrate_lint::discover::{DiscoverOptions, application, discover, layout_names};
use migrate_lint::lint::{Outcome, judge};
use migrate_lint::migration::{Changes, Earlier, HistorySource, replay};
use migrate_lint::report::{self, ReportOptions};

/// The day on which every test runs.
const TODAY: &str = "2026-01-15";

/// A file of this name is what another was in `main`: `main:1_orders.sql`.
const BEFORE: &str = "main:";

/// What was found in a folder that no longer exists.
pub(crate) struct Linted {
    pub(crate) found: Vec<Diagnostic>,
    folder: String,
}

impl Linted {
    /// What the program prints about the findings, without the last line, as seen from the folder.
    pub(crate) fn human(&self) -> String {
        let printed = report::findings(&self.found, &ReportOptions::default());
        printed.replace(&format!("{}/", self.folder), "")
    }
}

/// Divides a text at its `-- migration: NAME` lines. Text before the first one is a file of its own when it holds
/// any SQL.
pub(crate) fn migrations(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = vec![("1_example.sql".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- migration: ") {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    if files[0].1.lines().all(|line| line.trim().is_empty() || line.starts_with("-- config: ")) {
        files.remove(0);
    }
    files
}

/// Lints a folder made of these files, with `migrate-lint.toml` beside them, as the program would.
pub(crate) fn lint_files(files: &[(String, String)], config: Option<&str>) -> Linted {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files);
    let (mut histories, settings) = read_folder(folder.path(), config.unwrap_or_default(), Vec::new());
    if let Some(changes) = changes(folder.path(), files) {
        histories.iter_mut().for_each(|history| history.judge_changes(&changes));
    }
    judged(histories, &settings, folder.path())
}

/// What changed since `main`, if the files say what was there.
fn changes(folder: &Path, files: &[(String, String)]) -> Option<Changes> {
    let before = |name: &str| files.iter().find(|(other, _)| other.strip_prefix(BEFORE) == Some(name));
    files.iter().any(|(name, _)| name.starts_with(BEFORE)).then(|| {
        let changed = files.iter().filter(|(name, text)| {
            !name.starts_with(BEFORE) && before(name).is_none_or(|(_, before)| before != text)
        });
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let changed = changed.map(|(name, _)| {
            let earlier = before(name).map(|(_, text)| Earlier { path: path(name), text: text.clone() });
            (path(name), earlier)
        });
        Changes { base: "main".to_owned(), files: changed.collect() }
    })
}

/// The histories that the program finds in a folder made of these files, and its settings.
pub(crate) fn histories(files: &[(String, String)], config: Option<&str>) -> (Vec<HistorySource>, Settings) {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files);
    read_folder(folder.path(), config.unwrap_or_default(), Vec::new())
}

pub(crate) fn write_files(folder: &Path, files: &[(String, String)]) {
    for (name, text) in files.iter().filter(|(name, _)| !name.starts_with(BEFORE)) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Lints a folder with other texts in the place of some files.
pub(crate) fn lint_folder_with(folder: &Path, config: &str, texts: Vec<(PathBuf, String)>) -> Linted {
    let (histories, settings) = read_folder(folder, config, texts);
    judged(histories, &settings, folder)
}

fn judged(histories: Vec<HistorySource>, settings: &Settings, folder: &Path) -> Linted {
    let outcomes = histories.into_iter().map(|source| {
        let mut history = replay(source, &settings.replay);
        history.application = application(&history, &settings.application);
        judge(&history, settings)
    });
    let whole = outcomes.fold(Outcome::default(), Outcome::with);
    Linted { found: whole.diagnostics, folder: folder.to_str().unwrap().to_owned() }
}

/// The histories of a folder with other texts in the place of some files, and its settings.
pub(crate) fn read_folder(
    folder: &Path,
    config: &str,
    texts: Vec<(PathBuf, String)>,
) -> (Vec<HistorySource>, Settings) {
    let file = Configuration::read(config, &layout_names());
    let file = file.unwrap_or_else(|problems| panic!("the configuration is wrong: {problems:?}\n{config}"));
    let shown = folder.to_str().unwrap().to_owned();
    let base = PathBase { folder: shown.clone(), working: shown };
    let flags = Flags { today: migrate_lint::rule::day_in(TODAY), ..Flags::default() };
    let settings = Settings::resolve(&file, &flags, &base);
    let options = DiscoverOptions {
        layout: file.layout.clone(),
        exclude: file.exclude.clone(),
        unit: file.transaction,
        texts,
        root: Some(folder.to_path_buf()),
        ..DiscoverOptions::default()
    };
    let discovery = discover(&[folder.to_path_buf()], &options);
    assert!(discovery.failures.is_empty(), "{:?}", discovery.failures);
    (discovery.histories, settings)
}

/// The files of the corpus that `benches/corpus.sh` assembles.
pub(crate) fn corpus() -> impl Iterator<Item = String> {
    let corpus = format!("{}/benches/corpus", env!("CARGO_MANIFEST_DIR"));
    let files = ignore::WalkBuilder::new(corpus).standard_filters(false).build().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.path()).ok())
}
