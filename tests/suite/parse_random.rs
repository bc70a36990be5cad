//! Whatever the text, reading it ends, keeps to its bounds and its characters, and masks byte for byte.

use migrate_lint::parse::{ParseOptions, parse};
use migrate_lint::source::SourceFile;
use proptest::prelude::*;

/// Every span in the debug output of a value.
fn spans(debug: &str) -> Vec<(usize, usize)> {
    let numbers = |text: &str| -> Option<(usize, usize)> {
        let (start, rest) = text.split_once(", end: ")?;
        let (end, _) = rest.split_once(" }")?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    debug.split("Span { start: ").skip(1).filter_map(numbers).collect()
}

fn check(text: &str, options: &ParseOptions) {
    let source = SourceFile::new("random.sql", text);
    let parsed = parse(&source, options);
    for (start, end) in spans(&format!("{parsed:?}")) {
        assert!(start <= end && end <= text.len(), "{start}..{end} of {}", text.len());
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{start}..{end} in {text:?}");
    }
    let starts: Vec<u32> = parsed.statements.iter().map(|statement| statement.span.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
}

const PIECES: &[&str] = &[
    "CREATE TABLE ",
    "ALTER TABLE t ",
    "ADD COLUMN ",
    "DROP ",
    "é",
    "$$",
    "$x$",
    "'",
    "\"",
    "--",
    "/*",
    "*/",
    ";",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    ":",
    "::",
    ":=",
    "\\",
    "\\i x",
    "\n",
    "\r\n",
    " ",
    "E'",
    "U&\"",
    "BEGIN ",
    "END ",
    "IF ",
    "THEN ",
    "LOOP ",
    "EXECUTE ",
    "DO $$",
    "FUNCTION f() ",
    "AS ",
    "LANGUAGE plpgsql ",
    "LANGUAGE sql ",
    "RETURNS ",
    "TABLE ",
    "{{",
    "}}",
    "{% ",
    "%}",
    "${",
    "}",
    "${x}",
    ":x",
    ":'x'",
    ":\"x\"",
    "%(x)s",
    "$%N%$",
    "COPY t FROM STDIN;\n",
    "\\.\n",
    "1",
    "1.5",
    "int ",
    "DEFAULT ",
    "CHECK ",
    "REFERENCES ",
    "a",
    "b ",
    "SELECT ",
    "FROM ",
    "WHERE ",
    "INTO ",
    "+",
    "-",
    "*",
    "/",
    "%",
    "<<",
    "\0",
    "😀",
    "\u{feff}",
    "CONSTRAINT ",
    "USING ",
    "IN ",
    "RENAME ",
    "TO ",
    "COMMENT ON ",
    "IS ",
    "GRANT ",
    "WITH ",
    "CASE ",
    "WHEN ",
    "EXCEPTION ",
    "ATOMIC ",
    "VALUES ",
    "INSERT INTO t ",
];

fn sources() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/parse");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|e| e == "sql")).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Real statements with bytes cut out, doubled and strewn with odd pieces.
fn mutated(file: usize, edits: &[(usize, usize, usize)]) -> String {
    let sources = sources();
    let mut text = sources[file % sources.len()].clone();
    for (at, length, piece) in edits {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(at % (text.len() + 1));
        let end = floor(start + length);
        text.replace_range(start..end, PIECES[piece % PIECES.len()]);
    }
    text
}

/// What is read in the place of a placeholder is shorter, and ends between two characters.
#[test]
fn a_placeholder_of_wide_characters() {
    check(":®a𞸴A.", &ParseOptions::default());
    let placeholders = vec![("®a𞸴A".into(), "abcd".into())];
    check("SELECT :®a𞸴A;", &ParseOptions { placeholders, ..ParseOptions::default() });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check(&text, &ParseOptions::default());
    }

    #[test]
    fn pieces_of_sql(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.concat(), &ParseOptions::default());
    }

    #[test]
    fn mutated_statements(file in 0usize..100, edits in prop::collection::vec((0usize..20_000, 0usize..30, 0usize..200), 1..6)) {
        check(&mutated(file, &edits), &ParseOptions::default());
    }

    #[test]
    fn sections_and_separators(file in 0usize..100, at in 0usize..2_000, length in 0usize..500) {
        let text = mutated(file, &[]);
        let start = at.min(text.len());
        let end = (at + length).min(text.len());
        if text.is_char_boundary(start) && text.is_char_boundary(end) {
            let options = ParseOptions { sections: std::iter::once(start..end).collect(), separators: std::iter::once(start..end.min(start + 3)).collect(), placeholders: vec![("x".into(), "y".into())] };
            check(&text, &options);
        }
    }
}
