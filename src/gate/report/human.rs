//! A decision for people at a terminal: a line for each check, and under it what they have to know.

use std::io::{self, Write};

use annotate_snippets::renderer::Style;

use crate::gate::{Answer, Decision, Line, Status, Verdict};
use crate::report::ReportOptions;
use crate::report::style;
use crate::report::text::{one_line, padded, wrapped};

/// Columns of a status.
const STATUS: usize = 8;

/// Notes beyond these are counted.
const SHOWN: usize = 8;

pub(super) fn write(decision: &Decision, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", options.paint(style::STRONG, &super::title(decision).join(" · ")))?;
    let names = decision.lines.iter().map(|line| line.id.len()).max().unwrap_or_default();
    for line in &decision.lines {
        out.write_all(rendered(line, names, Some(took(line)), options).as_bytes())?;
    }
    for contradiction in &decision.contradictions {
        let marked = options.paint(style::ERROR, "contradiction");
        writeln!(out, " {marked}: {}", one_line(contradiction))?;
    }
    let verdict = match decision.verdict() {
        Verdict::Go => style::GOOD.bold(),
        Verdict::NoGo => style::ERROR,
    };
    writeln!(out, "\n{}", options.paint(verdict, &decision.summary()))
}

/// A line as a page shows it.
pub(super) fn plain(line: &Line) -> String {
    rendered(line, line.id.len(), None, &ReportOptions::default())
}

fn rendered(line: &Line, names: usize, took: Option<String>, options: &ReportOptions) -> String {
    let Answer { status, finding, source, notes, help, .. } = &line.answer;
    let indent = STATUS + names + 5;
    let room = options.width.saturating_sub(indent).max(40);
    let optional = if line.required || status.is_good() { "" } else { " (not required)" };
    let facts = [Some(source.name().to_owned()), took].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let finding = format!("{}{optional}", one_line(finding));
    let mut text = String::new();
    let mut lines = wrapped(&finding, room);
    // Where it comes from stays together.
    let facts = format!("[{facts}]");
    match lines.last_mut().filter(|last| last.chars().count() + 1 + facts.chars().count() <= room) {
        Some(last) => *last = format!("{last} {facts}"),
        None => lines.push(facts),
    }
    for (number, part) in lines.iter().enumerate() {
        let part = dim_facts(part, options);
        if number == 0 {
            let status = options.paint(color(*status), &padded(status.name(), STATUS));
            text += &format!(" {status}  {}  {part}\n", padded(&line.id, names));
        } else {
            text += &format!("{}{part}\n", " ".repeat(indent));
        }
    }
    let more = notes.len().saturating_sub(SHOWN);
    for note in notes.iter().take(SHOWN) {
        text += &hanging("- ", &one_line(note), indent, room);
    }
    if more > 0 {
        text += &hanging("- ", &format!("and {more} more"), indent, room);
    }
    for help in help {
        text += &hanging("→ ", &one_line(help), indent, room);
    }
    text
}

/// A mark and a text that is set in behind it.
fn hanging(mark: &str, text: &str, indent: usize, room: usize) -> String {
    let lines = wrapped(text, room - 2);
    let lead = |number: usize| if number == 0 { mark } else { "  " };
    let lines = lines
        .iter()
        .enumerate()
        .map(|(number, line)| format!("{}{}{line}\n", " ".repeat(indent), lead(number)));
    lines.collect()
}

fn dim_facts(part: &str, options: &ReportOptions) -> String {
    match part.rfind('[').filter(|_| part.ends_with(']')) {
        Some(at) => format!("{}{}", &part[..at], options.paint(style::DIM, &part[at..])),
        None => part.to_owned(),
    }
}

fn took(line: &Line) -> String {
    match line.elapsed.as_millis() {
        milliseconds @ ..10_000 => format!("{milliseconds} ms"),
        milliseconds => format!("{} s", milliseconds / 1000),
    }
}

fn color(status: Status) -> Style {
    match status {
        Status::Pass => style::GOOD.bold(),
        Status::Attested | Status::Waived => style::ADVICE,
        Status::Fail => style::ERROR,
        Status::Unknown | Status::Missing | Status::Stale => style::WARNING,
    }
}
