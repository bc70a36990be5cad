//! A report of a window as text for people, JSON, or Markdown.

use std::io::{self, Write};

use serde::Serialize;

use super::verdict::day;
use super::{Report, Standing};
use crate::live;
use crate::report::text::{escaped_markdown, one_line, padded};
use crate::report::{Format, ReportOptions, style};

/// The forms that a report can take.
pub static FORMATS: [Format; 3] = [Format::Human, Format::Json, Format::Markdown];

/// Writes a report.
pub fn write(
    format: Format,
    report: &Report,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json(report, out),
        Format::Markdown => markdown(report, out),
        _ => human(report, options, out),
    }
}

/// `shop · 2025-12-01 09:00Z to 2025-12-08 09:00Z · 8 samples`.
fn title(report: &Report) -> String {
    let ends = report.from.zip(report.to).map(|(from, to)| format!("{} to {}", day(from), day(to)));
    let parts = [Some(report.database.clone()), ends, Some(live::count(report.samples as u64, "sample"))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn summary(report: &Report) -> String {
    let count =
        |standing: Standing| report.answers.iter().filter(|answer| answer.standing == standing).count();
    let (good, bad, unknown) = (count(Standing::Good), count(Standing::Bad), count(Standing::Unknown));
    let word = match report.standing() {
        Standing::Good => "GOOD",
        Standing::Bad => "BAD",
        Standing::Unknown => "UNKNOWN",
    };
    format!("{word}: {good} passed, {bad} failed, {unknown} unknown")
}

/// What stands under the answers.
fn sections(report: &Report) -> Vec<(&'static str, Vec<String>)> {
    let gap = |gap: &super::Gap| format!("{} to {}: {}", day(gap.from), day(gap.to), gap.why);
    vec![
        ("gaps", report.gaps.iter().map(gap).collect()),
        ("samples that do not fit together", report.faults.clone()),
        ("sizes", report.facts.clone()),
    ]
}

fn human(report: &Report, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", options.paint(style::STRONG, &one_line(&title(report))))?;
    let width = report.answers.iter().map(|answer| answer.about.len()).max().unwrap_or_default();
    for answer in &report.answers {
        let painted = match answer.standing {
            Standing::Good => style::GOOD.bold(),
            Standing::Bad => style::ERROR,
            Standing::Unknown => style::WARNING,
        };
        let standing = options.paint(painted, &padded(answer.standing.name(), 7));
        writeln!(
            out,
            " {standing}  {}  {}",
            padded(&one_line(&answer.about), width),
            one_line(&answer.text)
        )?;
    }
    for (title, lines) in sections(report) {
        if !lines.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for line in lines {
            writeln!(out, "  - {}", one_line(&line))?;
        }
    }
    if report.answers.is_empty() {
        return Ok(());
    }
    let painted = match report.standing() {
        Standing::Good => style::GOOD.bold(),
        Standing::Bad => style::ERROR,
        Standing::Unknown => style::WARNING,
    };
    writeln!(out, "\n{}", options.paint(painted, &summary(report)))
}

fn markdown(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}\n", escaped_markdown(&summary(report)), escaped_markdown(&title(report)))?;
    writeln!(out, "| | About | Finding |\n|---|---|---|")?;
    for answer in &report.answers {
        let (about, text) = (escaped_markdown(&answer.about), escaped_markdown(&answer.text));
        writeln!(out, "| {} | {about} | {text} |", answer.standing.name())?;
    }
    for (title, lines) in sections(report) {
        if !lines.is_empty() {
            writeln!(out, "\n## {}\n", escaped_markdown(title))?;
        }
        for line in lines {
            writeln!(out, "- {}", escaped_markdown(&line))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Json<'a> {
    version: u32,
    database: &'a str,
    from: Option<String>,
    to: Option<String>,
    samples: usize,
    /// Absent where nothing was asked.
    standing: Option<String>,
    answers: Vec<JsonAnswer<'a>>,
    gaps: Vec<JsonGap<'a>>,
    faults: &'a [String],
    sizes: &'a [String],
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    standing: String,
    about: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonGap<'a> {
    from: String,
    to: String,
    of: &'static str,
    why: &'a str,
}

fn json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let lower = |standing: Standing| standing.name().to_lowercase();
    let answers = report.answers.iter().map(|answer| JsonAnswer {
        standing: lower(answer.standing),
        about: &answer.about,
        text: &answer.text,
    });
    let gaps = report.gaps.iter().map(|gap| JsonGap {
        from: gap.from.to_string(),
        to: gap.to.to_string(),
        of: gap.of.name(),
        why: &gap.why,
    });
    let shape = Json {
        version: 1,
        database: &report.database,
        from: report.from.map(|moment| moment.to_string()),
        to: report.to.map(|moment| moment.to_string()),
        samples: report.samples,
        standing: (!report.answers.is_empty()).then(|| lower(report.standing())),
        answers: answers.collect(),
        gaps: gaps.collect(),
        faults: &report.faults,
        sizes: &report.facts,
    };
    serde_json::to_writer(&mut *out, &shape)?;
    writeln!(out)
}
