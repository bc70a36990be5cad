//! goose: `<version>_<name>.sql` with `-- +goose Up` and `-- +goose Down` sections, and Go files between them.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{Mark, lines, sections, strip_prefix_ignore_case};
use super::names;
use super::pieces::{self, Expected, Halves, Named, Part};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "goose",
    opt_out: OptOut::FirstLine { text: "-- +goose NO TRANSACTION", splits: true },
    rollback: RollbackConvention::Section { marker: "-- +goose Down" },
    ledger: Some("goose_db_version"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: Some("-- +goose Up") },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let marked = |text: &str| lines(text).any(|(_, line)| annotation(line).is_some());
    folder.any_text(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let expected = Expected::IfUsed(&|_| "-- +goose Down".to_owned());
    let mut loaded = pieces::assemble(pieces, expected, |_, source| halves(source));
    let others = folder.sql_files().filter(|file| parse(file.name()).is_none());
    pieces::report_unrecognized(&mut loaded, others, |file| {
        let marked = file
            .source()
            .is_ok_and(|source| lines(source.text()).any(|(_, line)| annotation(line).is_some()));
        let name = file.name();
        marked.then(|| format!("goose does not run `{name}`: its name does not begin with a number and `_`"))
    });
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let rest = names::without_sql(rest)?;
    (names::number(version) >= 1).then(|| Named::numbered(version, rest, Part::Up))
}

/// The words after `+goose` on a line that is for goose. It must begin with `--`, without a blank before.
fn annotation(line: &str) -> Option<&str> {
    line.strip_prefix("--")?.trim_start().strip_prefix("+goose").map(str::trim)
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let mut marks = Vec::new();
    let mut directive = None;
    for (start, line) in lines(source.text()) {
        let Some(words) = annotation(line) else { continue };
        if words.eq_ignore_ascii_case("up") {
            marks.push(Mark { start, kind: Part::Up });
        } else if words.eq_ignore_ascii_case("down") {
            marks.push(Mark { start, kind: Part::Down });
        } else if strip_prefix_ignore_case(words, "no transaction").is_some_and(|rest| rest.is_empty()) {
            directive = Some(Span::new(start, start + line.len()));
        }
    }
    by_direction(source, &marks, TransactionUnit::PerFile, directive, TransactionUnit::PerStatement)
}

/// The sections of a file in both directions, which share one way of being run.
pub(super) fn by_direction(
    source: &Arc<SourceFile>,
    marks: &[Mark<Part>],
    unit: TransactionUnit,
    directive: Option<Span>,
    opted_out: TransactionUnit,
) -> Halves {
    let mut up = ScriptSource::whole(Arc::clone(source), if directive.is_some() { opted_out } else { unit });
    up.directive = directive;
    if marks.is_empty() {
        return up.into();
    }
    let mut down = up.clone();
    for (part, section) in sections(source.text(), marks) {
        match part {
            Part::Up => up.sections.push(section),
            Part::Down => down.sections.push(section),
        }
    }
    if up.sections.is_empty() {
        up.sections.push(0..0);
    }
    let down = (!down.sections.is_empty()).then_some(down);
    Halves::new(up, down)
}
