//! A comparison as bytes: one file a format.

use std::io::{self, Write};

use crate::report::{Format, ReportOptions};

use super::{Comparison, TableRow};

mod human;
mod json;
mod markdown;

/// The forms that a comparison can take.
pub static FORMATS: [Format; 3] = [Format::Human, Format::Json, Format::Markdown];

/// Writes a comparison.
pub fn write(
    format: Format,
    comparison: &Comparison,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(comparison, out),
        Format::Markdown => markdown::write(comparison, out),
        _ => human::write(comparison, options, out),
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

/// When each side was read, and what was written there meanwhile.
fn moments(comparison: &Comparison) -> Vec<String> {
    let sides = [&comparison.source, &comparison.target];
    let said = sides.map(|side| {
        let (from, to) = side.read;
        format!("{} from {} to {}", side.name, from.strftime("%Y-%m-%d %H:%M:%SZ"), to.strftime("%H:%M:%SZ"))
    });
    let mut lines = vec![format!("read {}: each table at a moment of its own", said.join(", "))];
    lines.extend(caveats(comparison));
    lines
}

/// Why counts of different moments may differ although nothing is wrong, or agree although something is.
pub fn caveats(comparison: &Comparison) -> Vec<String> {
    let sides = [&comparison.source, &comparison.target].into_iter();
    sides
        .filter_map(|side| match &side.written {
            Ok(written) if written.is_empty() => None,
            Ok(written) => Some(format!(
                "{} was written meanwhile, so that counts of these tables are not of one moment: {}",
                side.name,
                crate::live::names(written)
            )),
            Err(why) => Some(format!("nobody knows whether {} was written meanwhile: {why}", side.name)),
        })
        .collect()
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
    let has = |fits: fn(Option<u64>) -> bool| {
        comparison.keys.iter().filter(|key| fits(key.source) || fits(key.target)).count()
    };
    let broken = has(|orphans| orphans.is_some_and(|orphans| orphans > 0));
    // A key that one side has alone is a difference of its own; one of both has to be looked through on both.
    let unread = comparison.unread_keys;
    let all = crate::live::count(comparison.keys.len() as u64, "foreign key");
    match (broken, unread) {
        (0, 0) => format!("{all}, no orphan on either side"),
        (0, unread) => format!("{all}, {unread} could not be looked through, no orphan in the others"),
        (broken, 0) => format!("{all}, {broken} with orphans"),
        (broken, unread) => format!("{all}, {broken} with orphans, {unread} could not be looked through"),
    }
}
