//! The lock timeline for people over `testdata/report/timeline.sql`, in each way that a tool can run it.

use std::path::Path;

use migrate_lint::catalog::Baseline;
use migrate_lint::migration::{
    AfterEdit, Down, HistorySource, MigrationSource, OptOut, ReplayOptions, RollbackConvention, ScriptSource,
    Tool, TransactionUnit, replay,
};
use migrate_lint::report::{ReportOptions, timeline};
use migrate_lint::source::SourceFile;

use crate::report::compare;
use crate::support::migrations;

static TOOL: Tool = Tool {
    name: "sample",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::None,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: migrate_lint::migration::Naming::Unknown,
};

#[test]
fn timelines_are_drawn_as_the_files_show() {
    let mut differences = String::new();
    for unit in [TransactionUnit::PerFile, TransactionUnit::PerStatement, TransactionUnit::AllPending] {
        let printed = draw(unit, &ReportOptions::default());
        differences += &compare(&format!("timeline.{}", unit.name()), &printed);
        assert!(!printed.contains('\u{1b}'));
    }
    let narrow = ReportOptions { color: true, width: 70, ..ReportOptions::default() };
    differences += &compare("timeline.narrow-color", &draw(TransactionUnit::PerFile, &narrow));
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn any_width_is_wide_enough() {
    for width in 0..200 {
        draw(TransactionUnit::PerFile, &ReportOptions { width, ..ReportOptions::default() });
    }
}

fn draw(unit: TransactionUnit, options: &ReportOptions) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/report/timeline.sql");
    let text = std::fs::read_to_string(path).unwrap();
    let files = migrations(&text).into_iter().map(|(name, text)| MigrationSource {
        version: name.clone(),
        name: name.clone(),
        repeatable: false,
        judged: true,
        unordered: false,
        up: Some(ScriptSource::whole(SourceFile::new(name, text), unit)),
        down: Down::NotExpected,
    });
    let history = HistorySource {
        tool: &TOOL,
        root: "db".to_owned(),
        baseline: Baseline::Unknown,
        settings: Vec::new(),
        migrations: files.collect(),
        ordering: Vec::new(),
        edits: Vec::new(),
    };
    let mut printed = Vec::new();
    timeline::write(&[replay(history, &ReplayOptions::default())], options, &mut printed).unwrap();
    String::from_utf8(printed).unwrap()
}
