//! A comparison as JSON, with a version of its own.

use std::io::{self, Write};

use serde::Serialize;

use crate::compare::Comparison;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    version: u32,
    source: &'a str,
    target: &'a str,
    moments: [Moments<'a>; 2],
    /// `same`, `different` or `unknown`.
    verdict: &'static str,
    tables: Vec<Table<'a>>,
    foreign_keys: Vec<ForeignKey<'a>>,
    self_references: &'a [String],
    cycles: &'a [Vec<String>],
    differences: Vec<Difference<'a>>,
    unknown: &'a [String],
    advice: Advice<'a>,
}

/// When a side was read, and which of its tables were written meanwhile.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Moments<'a> {
    name: &'a str,
    from: String,
    to: String,
    /// Absent where that could not be told.
    written: Option<&'a [String]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Table<'a> {
    name: &'a str,
    level: Option<usize>,
    source_rows: Option<u64>,
    target_rows: Option<u64>,
    allowed: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ForeignKey<'a> {
    name: &'a str,
    source_orphans: Option<u64>,
    target_orphans: Option<u64>,
}

#[derive(Serialize)]
struct Difference<'a> {
    kind: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Advice<'a> {
    both: &'a [String],
    source_alone: &'a [String],
    target_alone: &'a [String],
}

pub(super) fn write(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let verdict = match (comparison.is_same(), comparison.unknown.is_empty()) {
        (false, _) => "different",
        (true, true) => "same",
        (true, false) => "unknown",
    };
    let tables = comparison.tables.iter().map(|table| Table {
        name: &table.name,
        level: table.level,
        source_rows: table.source,
        target_rows: table.target,
        allowed: table.allowed,
    });
    let keys = comparison.keys.iter().map(|key| ForeignKey {
        name: &key.name,
        source_orphans: key.source,
        target_orphans: key.target,
    });
    let report = Report {
        version: 1,
        source: &comparison.source.shown,
        target: &comparison.target.shown,
        moments: [&comparison.source, &comparison.target].map(|side| Moments {
            name: &side.name,
            from: side.read.0.to_string(),
            to: side.read.1.to_string(),
            written: side.written.as_deref().ok(),
        }),
        verdict,
        tables: tables.collect(),
        foreign_keys: keys.collect(),
        self_references: &comparison.levels.self_references,
        cycles: &comparison.levels.cycles,
        differences: comparison
            .differences
            .iter()
            .map(|found| Difference { kind: found.noun, text: &found.text })
            .collect(),
        unknown: &comparison.unknown,
        advice: Advice {
            both: &comparison.advice.both,
            source_alone: &comparison.advice.source_alone,
            target_alone: &comparison.advice.target_alone,
        },
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}
