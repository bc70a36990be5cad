//! `testdata/suppress/*.sql`: comments that allow findings. `-- want <rule>` on a line means that a finding of the rule
//! is left there; `-- config: TOML` is a line of `migrate-lint.toml`; the findings of other rules do not count.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::catalog::Baseline;
use migrate_lint::config::{Configuration, Flags, PathBase, Settings};
use migrate_lint::lint::{Outcome, lint};
use migrate_lint::migration::{
    AfterEdit, Down, HistorySource, MigrationSource, OptOut, RollbackConvention, ScriptSource, Tool,
    TransactionUnit,
};
use migrate_lint::source::SourceFile;

static TOOL: Tool = Tool {
    name: "plain",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::None,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: migrate_lint::migration::Naming::Unknown,
};

/// The rules that the cases are about.
const RULES: [&str; 3] = ["index-not-concurrent", "add-fk-without-not-valid", "unused-suppression"];

#[allow(clippy::single_range_in_vec_init)]
fn run(text: &str) -> Outcome {
    let config: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("-- config: ")).collect();
    let config = Configuration::read(&config.join("\n"), &[]).unwrap();
    let settings = Settings::resolve(&config, &Flags::default(), &PathBase::default());
    let source = SourceFile::new("1_case.sql", text);
    let mut up = ScriptSource::whole(source.clone(), TransactionUnit::PerStatement);
    let mut down = Down::NotExpected;
    if let (Some(start), Some(end)) = (text.find("-- +up\n"), text.find("-- +down\n")) {
        up.sections = vec![start + "-- +up\n".len()..end];
        let mut script = ScriptSource::whole(source, TransactionUnit::PerStatement);
        script.sections = vec![end + "-- +down\n".len()..text.len()];
        down = Down::Script(script);
    }
    let migration = MigrationSource {
        version: "1".into(),
        name: "case".into(),
        repeatable: false,
        judged: true,
        unordered: false,
        up: Some(up),
        down,
    };
    let history = HistorySource {
        tool: &TOOL,
        root: "case".into(),
        baseline: Baseline::Unknown,
        settings: Vec::new(),
        migrations: vec![migration],
        ordering: Vec::new(),
        edits: Vec::new(),
    };
    lint(history, &settings)
}

/// `line rule`, in order.
fn found(outcome: &Outcome) -> Vec<String> {
    let own = outcome.diagnostics.iter().filter(|finding| RULES.contains(&finding.rule));
    own.map(|finding| format!("{} {}", finding.source.line_column(finding.span.start).line, finding.rule))
        .collect()
}

fn wanted(text: &str) -> Vec<String> {
    let mut wanted = Vec::new();
    for (number, line) in text.lines().enumerate() {
        wanted.extend(line.split("-- want ").skip(1).map(|rule| format!("{} {}", number + 1, rule.trim())));
    }
    wanted
}

#[test]
fn cases_leave_what_they_want_and_nothing_else() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/suppress");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 8, "{paths:?}");
    let problems: Vec<String> = paths.iter().filter_map(|path| problem(path)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn problem(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let (found, wanted) = (found(&run(&text)), wanted(&text));
    (found != wanted).then(|| format!("{}:\n  wanted {wanted:?}\n  found  {found:?}", path.display()))
}

#[test]
fn keeps_the_reason() {
    let outcome =
        run("-- migrate-lint: allow(index-not-concurrent): nobody writes yet\nCREATE INDEX i ON t (a);\n");
    let reasons: Vec<Option<&str>> =
        outcome.allowed.iter().map(|allowed| allowed.reason.as_deref()).collect();
    assert!(reasons.contains(&Some("nobody writes yet")), "{reasons:?}");
    assert_eq!(outcome.suppressed, outcome.allowed.len());
}

#[test]
fn says_what_is_wrong_and_mends_it() {
    let text = "SELECT 1;\n  -- migrate-lint: allow(index-not-concurrent) old\nSELECT 2;\n";
    let text_after = "SELECT 1;\nSELECT 2;\n";
    let outcome = run(text);
    let finding = outcome.diagnostics.iter().find(|finding| finding.rule == "unused-suppression").unwrap();
    assert_eq!(
        finding.message,
        "this comment allows nothing: there is no `index-not-concurrent` finding in the statement that the comment \
         is about"
    );
    let fix = finding.fix.as_ref().unwrap();
    assert!(fix.safe);
    let mut mended = text.to_owned();
    for edit in &fix.edits {
        mended.replace_range(edit.span.range(), &edit.replacement);
    }
    assert_eq!(mended, text_after);

    let outcome = run("-- migrate-lint: allow(index-not-concurent)\nCREATE INDEX i ON t (a);\n");
    let finding = outcome.diagnostics.iter().find(|finding| finding.rule == "unused-suppression").unwrap();
    assert_eq!(finding.message, "there is no rule `index-not-concurent`, so this comment allows nothing");
    assert_eq!(finding.fix.as_ref().unwrap().edits[0].replacement, "index-not-concurrent");
}

#[test]
fn points_at_the_finding_it_missed() {
    let outcome = run(
        "-- migrate-lint: allow(index-not-concurrent)\nSET lock_timeout = '1s';\nCREATE INDEX i ON t (a);\n",
    );
    let finding = outcome.diagnostics.iter().find(|finding| finding.rule == "unused-suppression").unwrap();
    assert_eq!(finding.labels[0].text, "this is the `index-not-concurrent` finding");
    assert!(finding.help[0].contains("allow-file(index-not-concurrent)"), "{:?}", finding.help);
    assert!(finding.fix.is_none());
}
