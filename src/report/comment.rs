//! Markdown for a pull request's comment and a job's summary: the verdict, the locks, each finding folded.

use std::io::{self, Write};

use similar::TextDiff;

use super::summary::counted;
use super::text::{one_line, relative};
use super::{Locked, ReportOptions, Summary, human};
use crate::diagnostic::{Diagnostic, Fix};
use crate::fix::edited;

mod inert;

use inert::{code, fenced, prose};

/// What a comment of ours is known by when it is to be updated.
pub const MARKER: &str = "<!-- migrate-lint -->";

/// GitHub refuses a comment of 65,536 characters, and GitLab is no more generous with a note in a widget.
const LENGTH: usize = 60_000;
const LOCKS: usize = 40;
/// Lines around a suggested change.
const CONTEXT: usize = 2;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut page = format!("{MARKER}\n### migrate-lint: {}\n\n", summary.counted());
    for note in &summary.notes {
        page.push_str(&format!("- {}\n", prose(&one_line(note))));
    }
    page.push_str(&locks(&summary.locks));
    let mut shown = 0;
    for diagnostic in diagnostics {
        let finding = finding(diagnostic, options);
        if page.len() + finding.len() > LENGTH {
            break;
        }
        page.push_str(&finding);
        shown += 1;
    }
    let left = diagnostics.len() - shown;
    if left > 0 {
        let findings = counted(left, "further finding has", "further findings have");
        page.push_str(&format!("\n{findings} no room here; the log of the job lists all of them.\n"));
    }
    out.write_all(page.as_bytes())
}

fn locks(locks: &[Locked]) -> String {
    if locks.is_empty() {
        return String::new();
    }
    let mut table = "\n| Statement | Table | Lock | Waits | Meanwhile |\n|---|---|---|---|---|\n".to_owned();
    for lock in locks.iter().take(LOCKS) {
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            code(&format!("{}:{}", relative(&lock.path), lock.line)),
            code(&lock.relation),
            lock.mode,
            lock.mode.who_waits(),
            lock.meanwhile.as_deref().unwrap_or_default(),
        ));
    }
    if let Some(left) = locks.len().checked_sub(LOCKS).filter(|left| *left > 0) {
        table.push_str(&format!(
            "\n{} more; `migrate-lint locks` shows all.\n",
            counted(left, "lock", "locks")
        ));
    }
    table.push('\n');
    table
}

fn finding(diagnostic: &Diagnostic, options: &ReportOptions) -> String {
    let at = diagnostic.source.line_column(diagnostic.span.start);
    let place = format!("{}:{}", relative(diagnostic.source.path()), at.line);
    let plain = ReportOptions { color: false, hyperlinks: false, width: 110, ..options.clone() };
    let page = options.page_url(diagnostic.rule).map(|page| format!("\n[About this rule]({page})\n"));
    let fix = diagnostic.fix.as_ref().map(|fix| suggestion(diagnostic, fix)).unwrap_or_default();
    format!(
        "<details><summary><b>{}</b> {} in {}: {}</summary>\n\n{}{fix}{}\n</details>\n",
        diagnostic.severity,
        code(diagnostic.rule),
        code(&place),
        prose(&one_line(&diagnostic.message)),
        fenced("text", human::render(diagnostic, &plain).trim_end()),
        page.unwrap_or_default(),
    )
}

/// The change as a diff, what goes with it in the way back, and the files that it adds.
fn suggestion(diagnostic: &Diagnostic, fix: &Fix) -> String {
    let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
    let mut text = format!("\nSuggested change: {} ({})\n\n", prose(&one_line(&fix.title)), code(flags));
    for (source, edits) in fix.changes(&diagnostic.source) {
        let before = source.text();
        let after = edited(before, edits.into_iter().cloned().collect());
        let diff = TextDiff::from_lines(before, after.as_str());
        let diff = diff.unified_diff().context_radius(CONTEXT).missing_newline_hint(false).to_string();
        if source.path() != diagnostic.source.path() {
            text.push_str(&format!("\nand in {}\n\n", code(relative(source.path()))));
        }
        if !diff.is_empty() {
            text.push_str(&fenced("diff", diff.trim_end()));
        }
    }
    for file in &fix.files {
        text.push_str(&format!("\nand a new file {}\n\n", code(&file.path)));
        text.push_str(&fenced("sql", file.text.trim_end()));
    }
    text
}
