//! A comparison as bytes: one file a format.

use std::io::{self, Write};

use crate::report::ReportOptions;

use super::{Comparison, TableRow};

mod human;
mod json;
mod markdown;

/// The forms that a comparison can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Human,
    Json,
    Markdown,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Human, Format::Json, Format::Markdown];

    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Markdown => "markdown",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes a comparison.
pub fn write(
    format: Format,
    comparison: &Comparison,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(comparison, options, out),
        Format::Json => json::write(comparison, out),
        Format::Markdown => markdown::write(comparison, out),
    }
}

/// `SAME: 50 tables, 10,000,000 rows`, or what is not.
fn summary(comparison: &Comparison) -> String {
    use crate::live::count;
    let unknown = match comparison.unknown.len() {
        0 => String::new(),
        unknown => format!(", {} could not be told", count(unknown as u64, "thing")),
    };
    match comparison.differences.len() {
        0 if comparison.unknown.is_empty() => {
            let rows: u64 = comparison.tables.iter().filter_map(|table| table.target).sum();
            let tables = count(comparison.tables.len() as u64, "table");
            format!("SAME: {tables}, {}", count(rows, "row"))
        }
        0 => format!("UNKNOWN: no difference was found{unknown}"),
        several => format!("DIFFERENT: {}{unknown}", count(several as u64, "finding")),
    }
}

/// One line on the order of tables: `50 tables in 4 levels, …`.
fn order(comparison: &Comparison) -> String {
    use crate::live::count;
    let levels = &comparison.levels;
    let tables = count(comparison.tables.len() as u64, "table");
    let mut parts = vec![format!("{tables} in {}", count(levels.count() as u64, "level"))];
    if !levels.self_references.is_empty() {
        parts.push(format!("references to the own table: {}", levels.self_references.join(", ")));
    }
    for cycle in &levels.cycles {
        let first = cycle.first().map(String::as_str).unwrap_or_default();
        parts.push(format!("a cycle: {} → {first}", cycle.join(" → ")));
    }
    parts.join("; ")
}

/// The tables of one level, and how it is called.
fn by_level(comparison: &Comparison) -> Vec<(String, Vec<&TableRow>)> {
    let mut levels: Vec<(Option<usize>, Vec<&TableRow>)> = Vec::new();
    for table in &comparison.tables {
        match levels.last_mut().filter(|(level, _)| *level == table.level) {
            Some((_, tables)) => tables.push(table),
            None => levels.push((table.level, vec![table])),
        }
    }
    let name =
        |level: Option<usize>| level.map_or("in or behind a cycle".to_owned(), |at| format!("level {at}"));
    levels.into_iter().map(|(level, tables)| (name(level), tables)).collect()
}

/// Rows as a cell: a number, or that there is none.
fn rows(count: Option<u64>) -> String {
    count.map_or("–".to_owned(), |rows| crate::live::count(rows, ""))
}

/// Whether both have as many as is allowed.
fn agrees(table: &TableRow) -> bool {
    matches!((table.source, table.target), (Some(mine), Some(theirs)) if mine.abs_diff(theirs) <= table.allowed)
}

/// `42 foreign keys without an orphan on either side`.
fn keys(comparison: &Comparison) -> String {
    let clean = comparison
        .keys
        .iter()
        .filter(|key| key.source.unwrap_or_default() == 0 && key.target.unwrap_or_default() == 0);
    let (clean, all) = (clean.count(), comparison.keys.len());
    let noun = if all == 1 { "foreign key" } else { "foreign keys" };
    match clean == all {
        true => format!("{all} {noun}, no orphan on either side"),
        false => format!("{all} {noun}, {} with orphans", all - clean),
    }
}
