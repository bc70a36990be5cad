//! Any text is a history: parsed, simulated, judged and reported without a crash.
//!
//! A line `-- migration` begins a further file, `-- down` the way back of the one before it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use migrate_lint::catalog::Baseline;
use migrate_lint::config::Settings;
use migrate_lint::discover;
use migrate_lint::lint::lint;
use migrate_lint::migration::{Down, HistorySource, MigrationSource, ScriptSource, TransactionUnit};
use migrate_lint::report::{self, Format};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let unit = TransactionUnit::ALL[data.len() % TransactionUnit::ALL.len()];
    let majors: Vec<PgVersion> = PgVersion::all().collect();
    let mut settings = Settings::default();
    settings.replay.version = majors[data.len() % majors.len()];
    for id in migrate_lint::rules::RULES.iter().map(|rule| rule.id) {
        if let Some(rule) = settings.rule_mut(id) {
            rule.enabled = true;
        }
    }
    let outcome = lint(history(text, unit), &settings);
    for format in Format::ALL {
        let summary = report::Summary::default();
        let options = report::ReportOptions::default();
        report::write(format, &outcome.diagnostics, &summary, &options, &mut std::io::sink()).unwrap();
    }
});

fn history(text: &str, unit: TransactionUnit) -> HistorySource {
    let migrations = text.split("-- migration").enumerate().map(|(number, text)| {
        let (up, down) = text.split_once("-- down").map_or((text, None), |(up, down)| (up, Some(down)));
        let script = |text: &str, suffix: &str| {
            ScriptSource::whole(SourceFile::new(format!("{number}_x.{suffix}.sql"), text), unit)
        };
        MigrationSource {
            version: number.to_string(),
            name: "x".to_owned(),
            repeatable: false,
            judged: true,
            unordered: false,
            up: Some(script(up, "up")),
            down: down.map_or(Down::Missing { expected: "x.down.sql".to_owned() }, |down| {
                Down::Script(script(down, "down"))
            }),
        }
    });
    HistorySource {
        tool: discover::layout("plain").expect("there is a plain layout").tool,
        root: ".".to_owned(),
        baseline: Baseline::Unknown,
        migrations: migrations.collect(),
        ordering: Vec::new(),
        edits: Vec::new(),
    }
}
