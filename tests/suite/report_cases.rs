//! Findings made by hand, each awkward to print in its own way.

use std::sync::Arc;

use migrate_lint::diagnostic::{Confidence, Diagnostic, Edit, Fix, Severity};
use migrate_lint::lock::LockMode;
use migrate_lint::source::{SourceFile, Span};

/// The names are those of the files with the expected outputs.
pub(crate) fn cases() -> Vec<(&'static str, Vec<Diagnostic>)> {
    vec![
        ("one", vec![one()]),
        ("several", several()),
        ("long-statement", vec![long_statement()]),
        ("labels", vec![labels()]),
        ("characters", characters()),
        ("long-lines", long_lines()),
        ("edges", edges()),
        ("hostile", vec![hostile()]),
        ("none", Vec::new()),
    ]
}

/// The bytes of the first place where `needle` stands.
pub(crate) fn span(source: &SourceFile, needle: &str) -> Span {
    let start = source.text().find(needle).unwrap();
    Span::new(start, start + needle.len())
}

pub(crate) fn finding(
    rule: &'static str,
    severity: Severity,
    source: &Arc<SourceFile>,
    span: Span,
    message: &str,
) -> Diagnostic {
    Diagnostic {
        rule,
        severity,
        confidence: Confidence::Predicted,
        source: Arc::clone(source),
        span,
        message: message.to_owned(),
        labels: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
        fix: None,
        relation: None,
        lock: None,
        evidence: None,
    }
}

fn one() -> Diagnostic {
    let text = "SET lock_timeout = '5s';\n\nCREATE INDEX orders_user_id_idx ON orders (user_id);\n";
    let source = SourceFile::new("migrations/2_index.sql", text);
    let place = span(&source, "CREATE INDEX orders_user_id_idx ON orders (user_id)");
    let message = "blocks every write to `orders` while the index is built";
    let mut found = finding("index-not-concurrent", Severity::Error, &source, place, message);
    found.help(
        "build it without blocking:\nCREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);",
    );
    let after_keyword = span(&source, "CREATE INDEX").end;
    let edit =
        Edit { span: Span { start: after_keyword, end: after_keyword }, replacement: " CONCURRENTLY".into() };
    found.fix = Some(Box::new(Fix {
        title: "add CONCURRENTLY".to_owned(),
        safe: true,
        edits: vec![edit],
        back: Vec::new(),
        files: Vec::new(),
    }));
    found.relation = Some("public.orders".to_owned());
    found.lock = Some(LockMode::Share);
    found
}

fn several() -> Vec<Diagnostic> {
    let text = "ALTER TABLE orders ADD COLUMN note text NOT NULL;\nDROP TABLE old_orders;\nSELECT 1;\n";
    let source = SourceFile::new("migrations/3_note.sql", text);
    let message = "fails on the first existing row: `note` is NOT NULL and has no default";
    let place = span(&source, "ADD COLUMN note text NOT NULL");
    let mut first = finding("add-required-column", Severity::Error, &source, place, message);
    first.note("it would succeed only on an empty table");
    let place = span(&source, "DROP TABLE old_orders");
    let message = "destroys `old_orders` and its rows\nwithout a way back";
    let mut second = finding("drop-without-archive", Severity::Warning, &source, place, message);
    second.fix = Some(Box::new(Fix {
        title: "rename it first".to_owned(),
        safe: false,
        files: Vec::new(),
        back: Vec::new(),
        edits: vec![Edit {
            span: place,
            replacement: "ALTER TABLE old_orders RENAME TO old_orders_dropped".to_owned(),
        }],
    }));
    let place = span(&source, "SELECT 1");
    let third = finding("missing-rollback", Severity::Advice, &source, place, "has no way back");
    vec![first, second, third]
}

fn long_statement() -> Diagnostic {
    let columns: String = (1..40).map(|number| format!("    column_{number} text NOT NULL,\n")).collect();
    let source = SourceFile::new(
        "db/1_wide.sql",
        format!("BEGIN;\nCREATE TABLE wide (\n{columns}    last text\n);\nCOMMIT;\n"),
    );
    let start = span(&source, "CREATE TABLE").start;
    let end = span(&source, ");").end - 1;
    let mut found = finding(
        "table-too-wide",
        Severity::Advice,
        &source,
        Span { start, end },
        "makes `wide` with 40 columns",
    );
    found.label_here(span(&source, "column_20"), "one of many");
    found
}

fn labels() -> Diagnostic {
    let first = SourceFile::new(
        "migrations/1_users.sql",
        "CREATE TABLE users (\n    id bigint PRIMARY KEY,\n    name text\n);\n",
    );
    let between = "-- nothing here\n".repeat(30);
    let text = format!(
        "ALTER TABLE users ADD COLUMN age int;\n{between}UPDATE users\n   SET age = 0\n WHERE age IS NULL;\n"
    );
    let second = SourceFile::new("migrations/2_age.sql", text);
    let start = span(&second, "UPDATE users").start;
    let end = span(&second, "WHERE age IS NULL").end;
    let message = "updates every row of `users` while ACCESS EXCLUSIVE is held on it";
    let mut found =
        finding("slow-statement-while-holding-lock", Severity::Error, &second, Span { start, end }, message);
    found.label_here(
        span(&second, "ALTER TABLE users"),
        "takes the lock, which is held until the transaction ends",
    );
    let table = Span { start: 0, end: first.text().len() as u32 };
    found.labels.push(migrate_lint::diagnostic::Label {
        source: first,
        span: table,
        text: "made here".to_owned(),
    });
    found.relation = Some("public.users".to_owned());
    found.lock = Some(LockMode::AccessExclusive);
    found.note("every read and write of `users` waits for the update");
    found
        .help("put the update into a migration of its own:\n\nUPDATE users SET age = 0\n WHERE age IS NULL;");
    found
}

fn characters() -> Vec<Diagnostic> {
    let text = "-- Kommentar: Größe\r\nALTER TABLE \"größe\"\tDROP COLUMN \"数量\", -- 👩‍👩‍👧 家族\r\n\tDROP COLUMN \"x\";\r\n";
    let source = SourceFile::new("migrations/größe.sql", text);
    let column = span(&source, "\"数量\"");
    let mut wide = finding("drop-column", Severity::Warning, &source, column, "destroys `数量` of `größe`");
    wide.label_here(span(&source, "\"größe\""), "the table 表");
    let both = span(&source, "DROP COLUMN \"数量\", -- 👩‍👩‍👧 家族\r\n\tDROP COLUMN \"x\"");
    let lines = finding("two-lines", Severity::Advice, &source, both, "spans a CRLF, a tab and an emoji");
    let mut mid = column;
    mid.start += 2;
    mid.end -= 2;
    let inside = finding("inside-a-character", Severity::Advice, &source, mid, "begins inside a character");
    vec![wide, lines, inside]
}

fn long_lines() -> Vec<Diagnostic> {
    let filler = "x".repeat(50_000);
    let text = format!("INSERT INTO a VALUES ('{filler}'); DROP TABLE b; INSERT INTO c VALUES ('{filler}');");
    let source = SourceFile::new("seed/data.sql", text);
    let mut middle = finding(
        "drop-without-archive",
        Severity::Error,
        &source,
        span(&source, "DROP TABLE b"),
        "destroys `b`",
    );
    middle.label_here(span(&source, "INSERT INTO c"), "out of sight");
    let whole = Span::new(0, source.text().len());
    let all = finding("unbounded-line", Severity::Warning, &source, whole, "covers the whole line");
    vec![middle, all]
}

fn edges() -> Vec<Diagnostic> {
    let empty = SourceFile::new("migrations/empty.sql", "");
    let nothing = finding("missing-rollback", Severity::Warning, &empty, Span::default(), "is empty");
    let text = "CREATE TABLE t (id int";
    let open = SourceFile::new("./migrations/open.sql", text);
    let end = Span::new(text.len(), text.len());
    let at_end = finding("syntax-error", Severity::Error, &open, end, "syntax error at end of input");
    let beyond = Span::new(1000, 2000);
    let outside = finding("syntax-error", Severity::Error, &open, beyond, "lies outside the text");
    let blank = SourceFile::new("migrations/blank.sql", "\n\n\n");
    let on_blank = finding("missing-rollback", Severity::Advice, &blank, Span::new(1, 2), "is blank");
    let bom = SourceFile::new("migrations/bom.sql", "\u{feff}DROP TABLE t;\n");
    let after_bom =
        finding("drop-without-archive", Severity::Error, &bom, span(&bom, "DROP TABLE t"), "destroys `t`");
    vec![nothing, at_end, outside, on_blank, after_bom]
}

/// A path with spaces, `%` and `,`, and SQL that would forge lines, colors, links and workflow commands.
fn hostile() -> Diagnostic {
    let text = "DROP TABLE \"a\u{1b}[31m::error::b\u{9b}0m\u{202e}\";\n";
    let source = SourceFile::new("my migrations/100%, done: [x](y) <1>.sql", text);
    let message = "destroys `a\u{1b}[31m::error::b\r\n::warning::c` [link](1), 100%";
    let place = span(&source, "DROP TABLE");
    let mut found = finding("drop-without-archive", Severity::Error, &source, place, message);
    found.label_here(span(&source, "::error::"), "label\nwith [brackets](2) and \u{1b}[0m");
    found.note("a note with \u{1b}]8;;http://example.com\u{7} a link");
    found.help("a help with {0} and\r\n::error::a command");
    found
}
