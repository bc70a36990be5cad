//! Reads SQL and compares what the parser says of it with the dump beside it.

use std::path::Path;

use migrate_lint::parse::{ParseOptions, Parsed, parse};
use migrate_lint::source::SourceFile;

use crate::parse_dump::dump;

fn read(text: &str) -> (std::sync::Arc<SourceFile>, Parsed) {
    let source = SourceFile::new("test.sql", text);
    let parsed = parse(&source, &ParseOptions::default());
    (source, parsed)
}

/// Every `testdata/parse/*.sql` has its dump beside it; `UPDATE=1` writes it anew.
#[test]
fn dumps() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parse");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let (source, parsed) = read(&text);
        let found = dump(&source, &parsed);
        let beside = path.with_extension("dump");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&beside, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&beside).unwrap_or_default();
        if wanted != found {
            let diff = similar::TextDiff::from_lines(&wanted, &found);
            wrong.push(format!("{}\n{}", path.display(), diff.unified_diff().context_radius(1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
