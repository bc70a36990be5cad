//! A decision as Markdown, for a pull request or a page of a wiki.

use std::io::{self, Write};

use crate::gate::{Decision, Status};
use crate::report::text::escaped_markdown as escaped;

pub(super) fn write(decision: &Decision, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&decision.summary()))?;
    writeln!(out, "{}\n", escaped(&super::title(decision).join(" · ")))?;
    writeln!(out, "| | Check | Finding | Evidence |\n|---|---|---|---|")?;
    for line in &decision.lines {
        let answer = &line.answer;
        let mut finding = escaped(&answer.finding);
        for note in answer.notes.iter().chain(&answer.help) {
            finding += &format!("<br>{}", escaped(note));
        }
        let optional = if line.required { "" } else { " (not required)" };
        let status = answer.status.name();
        let marked = if answer.status == Status::Pass { status.to_owned() } else { format!("**{status}**") };
        let (id, source) = (escaped(&line.id), answer.source.name());
        writeln!(out, "| {marked} | {id}{optional} | {finding} | {source} |")?;
    }
    for contradiction in &decision.contradictions {
        writeln!(out, "\n**Contradiction:** {}", escaped(contradiction))?;
    }
    writeln!(out, "\nFiles:\n")?;
    for file in &decision.subject.migrations {
        writeln!(out, "- {} sha256 `{}`", escaped(&file.path), file.sha256)?;
    }
    Ok(())
}
