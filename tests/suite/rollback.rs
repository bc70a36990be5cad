//! `testdata/rollback/*.sql`: the way back of each file's last migration, as it is printed, leads back.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::discover::{DiscoverOptions, discover};
use migrate_lint::migration::{History, ReplayOptions, replay};
use migrate_lint::rollback::{self, Place};

use crate::support::{lint_files, migrations, write_files};

fn history(folder: &Path) -> History {
    let discovery = discover(&[folder.to_path_buf()], &DiscoverOptions::default());
    let source = discovery.histories.into_iter().next().unwrap();
    replay(source, &ReplayOptions::default())
}

fn cases() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/rollback");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// With `UPDATE=1` the expectations are written anew.
#[test]
fn prints_the_way_back() {
    let mut wrong = String::new();
    for case in cases() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = migrations(&fs::read_to_string(&case).unwrap());
        write_files(folder.path(), &files);
        let history = history(folder.path());
        let last = history.migrations.len() - 1;
        let migration = &history.migrations[last];
        let (place, text) = rollback::place(&history, migration, &rollback::of(&history, last));
        let expected = case.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &text).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong += &format!("{}:\n{text}\n", case.display());
        }
        let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        match place {
            Place::File(path) => files.push((name(&path), text)),
            Place::Section { path, at } => {
                let file = files.iter_mut().find(|(known, _)| *known == name(&path)).unwrap();
                file.1.insert_str(at, &text);
            }
            other => panic!("{}: {other:?}", case.display()),
        }
        let linted = lint_files(&files, Some("select = [\"rollback-incomplete\", \"syntax-error\"]"));
        let new = linted.found.iter().filter(|found| !found.source.path().contains("1_"));
        let new: Vec<&str> = new.map(|found| found.message.as_str()).collect();
        assert!(new.is_empty(), "{}: {new:#?}", case.display());
    }
    assert!(wrong.is_empty(), "{wrong}");
}
