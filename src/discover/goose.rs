//! goose: `<version>_<name>.sql` with `-- +goose Up` and `-- +goose Down` sections, and Go files between them. A fork
//! has a folder for each migration, and a file for each database in it: `<version>_<name>/postgres.sql`.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{Mark, lines, sections, strip_prefix_ignore_case};
use super::pieces::{self, Expected, Halves, Named, Part, Piece};
use super::tree::{File, Folder, spread};
use super::{dialect, names};
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

pub(super) static FOLDERS: Layout =
    Layout { extent: Extent::Tree, detect: detect_folders, load: load_folders, ..LAYOUT };

fn detect(folder: Folder) -> Option<Confidence> {
    folder.any_text(is_marked).then_some(Confidence::Content)
}

fn detect_folders(folder: Folder) -> Option<Confidence> {
    let files = spread(in_folders(folder).map(|piece| piece.file).collect(), 8);
    let marked = |file: &File| file.source().is_ok_and(|source| is_marked(source.text()));
    files.iter().any(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let mut loaded = assemble(pieces::recognize(folder.files(), parse));
    let others = folder.sql_files().filter(|file| parse(file.name()).is_none());
    pieces::report_unrecognized(&mut loaded, others, |file| {
        let marked = file.source().is_ok_and(|source| is_marked(source.text()));
        let name = file.name();
        marked.then(|| format!("goose does not run `{name}`: its name does not begin with a number and `_`"))
    });
    loaded
}

fn load_folders(folder: Folder) -> Loaded {
    assemble(in_folders(folder).collect())
}

fn in_folders<'a>(folder: Folder<'a>) -> impl Iterator<Item = Piece<'a>> {
    folder.folders().filter_map(|inner| {
        let named = parse(&format!("{}.sql", inner.name()))?;
        let is_own = |name: &str| names::without_sql(name).is_some_and(dialect::is_postgres);
        let file = inner.sql_files().find(|file| is_own(file.name()))?;
        Some(Piece { named, file, code: false })
    })
}

fn assemble(pieces: Vec<Piece>) -> Loaded {
    let expected = Expected::IfUsed(&|_| "-- +goose Down".to_owned());
    pieces::assemble(pieces, expected, |_, source| halves(source))
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let rest = names::without_sql(rest)?;
    (names::number(version) >= 1).then(|| Named::numbered(version, rest, Part::Up))
}

fn is_marked(text: &str) -> bool {
    lines(text).any(|(_, line)| annotation(line).is_some())
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
