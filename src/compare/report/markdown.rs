//! A comparison as Markdown, for a pull request or a page of a wiki.

use std::io::{self, Write};

use crate::compare::Comparison;
use crate::report::text::escaped_markdown;

pub(super) fn write(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let escaped = escaped_markdown;
    writeln!(out, "# {}\n", escaped(&super::summary(comparison)))?;
    writeln!(out, "{} → {}\n", escaped(&comparison.source.shown), escaped(&comparison.target.shown))?;
    for line in super::moments(comparison) {
        writeln!(out, "- {}", escaped(&line))?;
    }
    writeln!(out, "- {}", escaped(&super::order(comparison)))?;
    writeln!(out, "- {}", escaped(&super::keys(comparison)))?;
    writeln!(out, "- row counts {}", escaped(&comparison.tolerances))?;
    list(out, "Differences", comparison.differences.iter().map(|found| found.text.as_str()))?;
    list(out, "Could not be told", comparison.unknown.iter().map(String::as_str))?;
    let advice = &comparison.advice;
    let [before, after] = comparison.names();
    list(out, &format!("Objections to {after} alone"), advice.target_alone.iter().map(String::as_str))?;
    list(out, &format!("Objections to {before} alone"), advice.source_alone.iter().map(String::as_str))?;
    writeln!(
        out,
        "\n| | Table | Level | {} | {} |\n|---|---|---|--:|--:|",
        escaped(&before),
        escaped(&after)
    )?;
    for table in &comparison.tables {
        let mark = if super::agrees(table) { "" } else { "**≠**" };
        let level = table.level.map_or("cycle".to_owned(), |level| level.to_string());
        let (mine, theirs) = (super::rows(table.source), super::rows(table.target));
        writeln!(out, "| {mark} | {} | {level} | {mine} | {theirs} |", escaped(&table.name))?;
    }
    Ok(())
}

fn list<'a>(out: &mut dyn Write, title: &str, lines: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut begun = false;
    for line in lines {
        if !begun {
            writeln!(out, "\n## {}\n", escaped_markdown(title))?;
            begun = true;
        }
        writeln!(out, "- {}", escaped_markdown(line))?;
    }
    Ok(())
}
