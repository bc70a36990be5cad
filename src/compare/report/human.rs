//! A comparison for people at a terminal: what differs first, then the tables in the order in which they can be filled.

use std::io::{self, Write};

use crate::compare::Comparison;
use crate::report::text::{one_line, padded};
use crate::report::{ReportOptions, style};

pub(super) fn write(comparison: &Comparison, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} → {}", comparison.source.shown, comparison.target.shown);
    writeln!(out, "{}", options.paint(style::STRONG, &title))?;
    for line in super::moments(comparison) {
        writeln!(out, "{}", one_line(&line))?;
    }
    writeln!(out, "{}", one_line(&super::order(comparison)))?;
    writeln!(out, "{}; row counts {}", super::keys(comparison), comparison.tolerances)?;
    if !options.quiet {
        tables(comparison, options, out)?;
    }
    section(out, "differences", comparison.differences.iter().map(|found| found.text.as_str()))?;
    section(out, "could not be told", comparison.unknown.iter().map(String::as_str))?;
    let advice = &comparison.advice;
    let [before, after] = comparison.names();
    section(out, &format!("objections to {after} alone"), advice.target_alone.iter().map(String::as_str))?;
    section(out, &format!("objections to {before} alone"), advice.source_alone.iter().map(String::as_str))?;
    if !advice.both.is_empty() && !options.quiet {
        let said = crate::live::count(advice.both.len() as u64, "objection");
        writeln!(out, "\n{said} to both schemas: --format json has them")?;
    }
    let verdict = if comparison.is_same() && comparison.unknown.is_empty() {
        style::GOOD.bold()
    } else if comparison.is_same() {
        style::WARNING
    } else {
        style::ERROR
    };
    writeln!(out, "\n{}", options.paint(verdict, &super::summary(comparison)))
}

/// A line for each table; of a level that agrees, one for all.
fn tables(comparison: &Comparison, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let [before, after] = comparison.names();
    let width = comparison.tables.iter().map(|table| table.name.len()).max().unwrap_or_default();
    let column = |name: &str| name.chars().count().max(13);
    let (one, two) = (column(&before), column(&after));
    writeln!(out, "\n {}  {before:>one$}  {after:>two$}", padded("", width + 2))?;
    for (level, tables) in super::by_level(comparison) {
        writeln!(out, " {}", options.paint(style::DIM, &level))?;
        for table in tables {
            let mark = if super::agrees(table) { " " } else { "≠" };
            let (mine, theirs) = (super::rows(table.source), super::rows(table.target));
            let name = padded(&one_line(&table.name), width);
            let line = format!(" {mark} {name}  {mine:>one$}  {theirs:>two$}");
            let line = if mark == " " { line } else { options.paint(style::ERROR, &line) };
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn section<'a>(out: &mut dyn Write, title: &str, lines: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut begun = false;
    for line in lines {
        if !begun {
            writeln!(out, "\n{title}")?;
            begun = true;
        }
        writeln!(out, "  - {}", one_line(line))?;
    }
    Ok(())
}
