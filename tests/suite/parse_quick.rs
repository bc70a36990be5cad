//! The plainest statements are read from their tokens alone, all others from the parser's tree. In what a DO block
//! executes the tree is always used: a statement must come out there as it does outside.

use migrate_lint::ast::{ParsedStatement, Statement};
use migrate_lint::parse::{ParseOptions, Parsed, parse};
use migrate_lint::source::SourceFile;
use proptest::prelude::*;

use crate::parse_dump::dump;
use crate::parse_statements::{change, statement};
use crate::support::corpus;

/// The dump of one statement, without where it stands.
fn shown(source: &SourceFile, statement: &ParsedStatement) -> String {
    let parsed = Parsed { statements: vec![statement.clone()], ..Parsed::default() };
    let dump = dump(source, &parsed);
    dump.split_once(' ').unwrap().1.to_owned()
}

fn compare(text: &str) -> usize {
    let source = SourceFile::new("outside.sql", text);
    let parsed = parse(&source, &ParseOptions::default());
    let mut compared = 0;
    for statement in &parsed.statements {
        if matches!(statement.kind, Statement::Transaction(_) | Statement::Do(_) | Statement::Other(_)) {
            continue;
        }
        let code = source.slice(statement.span);
        // INTO has another meaning there, and code inside that is too deep to be read.
        if code.contains(" INTO TEMP ") || code.to_ascii_lowercase().contains("query execute") {
            continue;
        }
        let executed = format!("DO $outer$ BEGIN EXECUTE $inside$ {code} $inside$; END $outer$");
        let inside = SourceFile::new("inside.sql", executed);
        let block = parse(&inside, &ParseOptions::default());
        let Some(Statement::Do(block)) = block.statements.first().map(|statement| &statement.kind) else {
            panic!("{code}: {:?}", block.errors);
        };
        let [found] = block.statements.as_slice() else { continue };
        assert_eq!(shown(&source, statement), shown(&inside, &found.statement), "{code}");
        compared += 1;
    }
    compared
}

#[test]
fn plain_statements_come_out_as_from_the_tree() {
    for name in ["plain", "tables", "relations", "objects", "queries", "bom_crlf", "comments"] {
        let path = format!("{}/testdata/parse/{name}.sql", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(compare(&text) > 0, "{name}");
    }
}

#[test]
fn a_collation_behind_a_default_is_the_columns() {
    assert_eq!(compare("CREATE TABLE t (a text DEFAULT 'b' || 'c' COLLATE \"C\")"), 1);
}

#[test]
#[ignore = "needs benches/corpus"]
fn the_corpus_comes_out_as_from_the_tree() {
    let failed = corpus().filter(|text| std::panic::catch_unwind(|| compare(text)).is_err()).count();
    assert_eq!(failed, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_statements_come_out_as_from_the_tree(statement in statement()) {
        compare(&statement);
    }

    #[test]
    fn random_queries_come_out_as_from_the_tree(statement in change()) {
        compare(&statement);
    }
}
