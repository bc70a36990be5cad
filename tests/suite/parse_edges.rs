//! What real and hostile files hold that no dump shows well: size, depth, sections, values of placeholders.

use std::fmt::Write as _;
use std::sync::Arc;

use migrate_lint::ast::Statement;
use migrate_lint::parse::{MaskedKind, ParseOptions, Parsed, parse};
use migrate_lint::source::{SourceFile, Span};

fn read(text: &str, options: &ParseOptions) -> (Arc<SourceFile>, Parsed) {
    let source = SourceFile::new("test.sql", text);
    let parsed = parse(&source, options);
    (source, parsed)
}

fn texts(source: &SourceFile, spans: impl IntoIterator<Item = Span>) -> Vec<&str> {
    spans.into_iter().map(|span| source.slice(span)).collect()
}

/// Runs as a worker thread does, with the stack that the standard library gives it.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn ten_thousand_parentheses_are_an_error_beside_their_neighbors() {
    on_a_small_stack(|| {
        let text = format!("SELECT 1; SELECT {}1{}; SELECT 2;", "(".repeat(10_000), ")".repeat(10_000));
        let (source, parsed) = read(&text, &ParseOptions::default());
        assert_eq!(texts(&source, parsed.statements.iter().map(|s| s.span)), ["SELECT 1", "SELECT 2"]);
        assert_eq!(parsed.errors.len(), 1);
        assert_eq!(parsed.errors[0].message, "memory exhausted at or near \"(\"");
        assert_eq!(source.slice(parsed.errors[0].span), "(");
    });
}

/// Each of these nests as deep as the server allows, and what comes of it is cloned, compared and dropped here.
#[test]
fn deep_expressions_are_cut_off() {
    let deep = [
        format!("SELECT {}1{}", "(1 + ".repeat(2_000), ")".repeat(2_000)),
        format!("SELECT {}true", "NOT ".repeat(3_000)),
        format!("SELECT 1{}", " + 1".repeat(9_000)),
        format!("SELECT 'a'{}", " || f(b, c)".repeat(9_000)),
        format!("SELECT 1 WHERE a = 1{}", " AND a = 1 OR b = 2".repeat(4_000)),
        format!("SELECT 1{}", " UNION ALL SELECT 2".repeat(4_000)),
        format!("SELECT 1 FROM t{}", " JOIN u ON true".repeat(4_000)),
        format!("SELECT {}1{}", "(SELECT ".repeat(800), ")".repeat(800)),
        format!("SELECT * FROM {}t{}", "(SELECT * FROM ".repeat(500), ") x".repeat(500)),
        format!("SELECT a{}", "::int".repeat(5_000)),
        format!("SELECT {}1{}", "CASE WHEN a THEN ".repeat(1_000), " END".repeat(1_000)),
        format!("SELECT {}1{}", "f(g(1), ".repeat(1_000), ")".repeat(1_000)),
        format!("SELECT {}{}", "ARRAY[".repeat(1_000), "]".repeat(1_000)),
        format!("SELECT {}1", "- ".repeat(3_000)),
        format!("CREATE TABLE t (a int CHECK ({}true))", "NOT ".repeat(3_000)),
        format!("SELECT 1{}", " OPERATOR(pg_catalog.+) 1".repeat(4_000)),
        format!(
            "WITH {} SELECT 1",
            (0..3_000).map(|n| format!("c{n} AS (SELECT 1)")).collect::<Vec<_>>().join(", ")
        ),
    ];
    for text in deep {
        on_a_small_stack(move || {
            let (_, parsed) = read(&text, &ParseOptions::default());
            assert_eq!(parsed.statements.len() + parsed.errors.len(), 1, "{}", &text[..60]);
            let copy = parsed.clone();
            if let (Some(Statement::Select(one)), Some(Statement::Select(other))) =
                (parsed.statements.first().map(|s| &s.kind), copy.statements.first().map(|s| &s.kind))
            {
                assert_eq!(one, other);
                let mut expressions = 0;
                one.walk_expressions(&mut |_| expressions += 1);
            }
            assert!(format!("{copy:?}").len() > 10);
        });
    }
}

#[test]
fn nested_code_ends_somewhere() {
    on_a_small_stack(|| {
        let mut text = "SELECT 1".to_owned();
        for level in 0..300 {
            text = format!("DO $d{level}$ BEGIN EXECUTE $e{level}$ {text} $e{level}$; END $d{level}$");
        }
        let (_, parsed) = read(&text, &ParseOptions::default());
        assert_eq!(parsed.statements.len(), 1);
        let blocks =
            format!("DO $$ {} {} $$", "BEGIN IF true THEN ".repeat(5_000), "END IF; END; ".repeat(5_000));
        assert_eq!(read(&blocks, &ParseOptions::default()).1.statements.len(), 1);
    });
}

#[test]
fn a_large_file_is_read_to_its_end() {
    let mut text = String::from("CREATE TABLE t (a int);\nCOPY t FROM STDIN;\n");
    while text.len() < 12 << 20 {
        text.push_str("1\tit's (not; \\N) 'SQL\n");
    }
    text.push_str("\\.\nINSERT INTO t VALUES (0)");
    let rows = 100_000;
    for row in 1..rows {
        write!(text, ",\n({row})").unwrap();
    }
    text.push_str(";\n");
    for row in 0..2_000 {
        writeln!(text, "INSERT INTO t VALUES ({row});").unwrap();
    }
    text.push_str("DROP TABLE t;\n");
    let (source, parsed) = read(&text, &ParseOptions::default());
    assert_eq!(parsed.errors, []);
    assert_eq!(parsed.statements.len(), 2_004);
    assert_eq!(source.slice(parsed.statements.last().unwrap().span), "DROP TABLE t");
    let Statement::Insert(insert) = &parsed.statements[2].kind else {
        panic!("{:?}", parsed.statements[2].kind)
    };
    let values = insert.source.as_ref().unwrap();
    assert_eq!(values.values_rows, rows);
    assert!(values.expressions.len() < 10);
    assert_eq!(parsed.masked.len(), 1);
    assert_eq!(parsed.masked[0].kind, MaskedKind::CopyData);
}

/// A row that is wrong far down in a long list is still found where it stands.
#[test]
fn an_error_in_a_long_list_of_rows_has_its_place() {
    let mut text = String::from("INSERT INTO t VALUES (0)");
    for row in 1..5_000 {
        write!(text, ", ({row})").unwrap();
        if row == 3_000 {
            text.push_str(", (1,, 2)");
        }
    }
    let wrong = text.find(",,").unwrap() + 1;
    let (_, parsed) = read(&text, &ParseOptions::default());
    assert_eq!(parsed.errors.len(), 1);
    assert_eq!(parsed.errors[0].span, Span::new(wrong, wrong + 1));
}

#[test]
fn only_the_sections_are_read() {
    let text = "-- +up\nCREATE TABLE a (é int);\n-- +down\nDROP TABLE a'; \n-- +up\nSELECT 1;";
    let up = text.find("CREATE").unwrap();
    let down = text.find("-- +down").unwrap();
    let again = text.find("SELECT").unwrap();
    let sections = vec![up..down, again..text.len()];
    let options = ParseOptions { sections, ..ParseOptions::default() };
    let (source, parsed) = read(text, &options);
    assert_eq!(parsed.errors, []);
    assert_eq!(
        texts(&source, parsed.statements.iter().map(|s| s.span)),
        ["CREATE TABLE a (é int)", "SELECT 1"]
    );
    assert_eq!(parsed.comments, []);
    let down = ParseOptions { sections: std::iter::once(down..again).collect(), ..ParseOptions::default() };
    assert_eq!(read(text, &down).1.errors.len(), 1);
}

#[test]
fn separators_end_statements() {
    let text = "CREATE TABLE a (b int)\n--> statement-breakpoint\nDROP TABLE a;\nGO\nSELECT 1";
    let mark = text.find("-->").unwrap();
    let go = text.find("GO").unwrap();
    let separators = vec![mark..mark + 24, go..go + 2];
    let (source, parsed) = read(text, &ParseOptions { separators, ..ParseOptions::default() });
    assert_eq!(parsed.errors, []);
    let wanted = ["CREATE TABLE a (b int)", "DROP TABLE a", "SELECT 1"];
    assert_eq!(texts(&source, parsed.statements.iter().map(|s| s.span)), wanted);
}

#[test]
fn a_known_placeholder_is_read_as_its_value() {
    let options = ParseOptions {
        placeholders: vec![("schema".into(), "app".into()), ("long".into(), "longer_than_the_mark".into())],
        ..ParseOptions::default()
    };
    let (source, parsed) = read("DROP TABLE ${schema}.t, {{ schema }}.u, :schema.v, ${long}.w;", &options);
    let Statement::Drop(drop) = &parsed.statements[0].kind else { panic!() };
    let schemas: Vec<_> = drop.objects.iter().map(|object| object.name.schema.as_deref().unwrap()).collect();
    assert_eq!(schemas, ["app", "app", "app", "p_long"]);
    let spans = texts(&source, drop.objects.iter().map(|object| object.name.span));
    assert_eq!(spans, ["${schema}.t", "{{ schema }}.u", ":schema.v", "${long}.w"]);
    assert_eq!(texts(&source, parsed.masked.iter().map(|masked| masked.span)), ["${long}"]);
}

#[test]
fn a_nul_byte_is_an_error_where_it_stands() {
    let (source, parsed) = read("SELECT 1;\nSELECT 'a\0b';\nSELECT 2;", &ParseOptions::default());
    assert_eq!(texts(&source, parsed.statements.iter().map(|s| s.span)), ["SELECT 1", "SELECT 2"]);
    assert_eq!(parsed.errors.len(), 1);
    assert_eq!(parsed.errors[0].message, "invalid byte sequence for encoding \"UTF8\": 0x00");
    assert_eq!(source.slice(parsed.errors[0].span), "\0");
}

/// Many threads at once, since the parser behind it keeps state of its own.
#[test]
fn threads_do_not_disturb_each_other() {
    let threads: Vec<_> = (0..4)
        .map(|thread| {
            std::thread::spawn(move || {
                for round in 0..200 {
                    let text = format!("CREATE TABLE t{thread}_{round} (a int); SELECT 'x; DROP TABLE t;");
                    let (_, parsed) = read(&text, &ParseOptions::default());
                    assert_eq!((parsed.statements.len(), parsed.errors.len()), (1, 1));
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}
