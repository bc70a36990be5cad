//! A decision as bytes: one file a format.

use std::io::{self, Write};

use crate::gate::Decision;
use crate::report::{Format, ReportOptions};

mod html;
mod human;
mod json;
mod markdown;

/// The forms that a decision can take; the last one is a file that needs nothing else, to be signed and sent.
pub static FORMATS: [Format; 4] = [Format::Human, Format::Json, Format::Markdown, Format::Html];

/// Writes a decision.
pub fn write(
    format: Format,
    decision: &Decision,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(decision, out),
        Format::Markdown => markdown::write(decision, out),
        Format::Html => html::write(decision, out),
        _ => human::write(decision, options, out),
    }
}

/// One check's lines as people see them, without the time it took: what its page shows.
pub fn line(line: &crate::gate::Line) -> String {
    human::plain(line)
}

/// The first digits of the hash that stands for all files.
fn files_digest(decision: &Decision) -> String {
    let files = &decision.subject.migrations;
    let listing: String = files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
    crate::evidence::of_bytes(listing.as_bytes())[..8].to_owned()
}

/// `gate archive · go · 2 files 51c2a0b4 · prod (…) · 2025-12-01 09:14Z`, in its parts.
fn title(decision: &Decision) -> Vec<String> {
    let files = decision.subject.migrations.len();
    let mut parts = vec![format!("gate {}", decision.gate), decision.phase.name().to_owned()];
    parts.push(format!("{files} {} {}", if files == 1 { "file" } else { "files" }, files_digest(decision)));
    parts.extend(decision.server.clone());
    parts.push(decision.decided_at.strftime("%Y-%m-%d %H:%MZ").to_string());
    parts
}
