//! tern: `<n>_<name>.sql`, numbered from 1 without gaps, with the way back below a separator line.

use std::ops::Range;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::pieces::{self, Expected, Halves, Named, Part};
use super::tree::Folder;
use super::{manifest, names};
use crate::migration::{
    AfterEdit, Naming, OptOut, OrderingKind, OrderingProblem, RollbackConvention, ScriptSource, Tool,
    TransactionUnit,
};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "tern",
    opt_out: OptOut::FirstLine { text: DISABLE, splits: true },
    rollback: RollbackConvention::Section { marker: SEPARATOR },
    ledger: Some("public.schema_version"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

const SEPARATOR: &str = "---- create above / drop below ----";
const DISABLE: &str = "---- tern: disable-tx ----";

fn detect(folder: Folder) -> Option<Confidence> {
    if !folder.sql_files().any(|file| parse(file.name()).is_some()) {
        return None;
    }
    if folder.has("tern.conf") || folder.parent().is_some_and(|parent| parent.has("tern.conf")) {
        return Some(Confidence::MarkerFile);
    }
    if folder.any_text(|text| text.contains(SEPARATOR) || text.contains(DISABLE)) {
        return Some(Confidence::Content);
    }
    (is_named_for(folder) && counts_from_one(folder)).then_some(Confidence::Dependency)
}

/// Nothing in the files need tell: no way back, no directive.
fn is_named_for(folder: Folder) -> bool {
    folder.name().split(['-', '_', '.']).any(|word| word == TOOL.name)
        || manifest::go_itself(folder, "jackc/tern")
}

/// Another tool of the same program may have its files here, by dates or in pairs.
fn counts_from_one(folder: Folder) -> bool {
    let mut named = folder.sql_files().filter_map(|file| parse(file.name()));
    let in_pairs = folder.sql_files().any(|file| file.name().ends_with(".up.sql"));
    !in_pairs && named.any(|named| names::number(&named.version) == 1)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.sql_files(), parse);
    let expected = Expected::IfUsed(&|_| SEPARATOR.to_owned());
    let mut loaded = pieces::assemble(pieces, expected, |_, source| halves(source));
    report_gaps(&mut loaded, "tern", 1);
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let rest = rest.strip_suffix(".sql").filter(|rest| !rest.is_empty())?;
    Some(Named::numbered(version, rest, Part::Up))
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let text = source.text();
    match text.find(SEPARATOR) {
        Some(at) => {
            let down = script(source, at..text.len());
            Halves::new(script(source, 0..at), Some(down))
        }
        None => {
            let mut whole = script(source, 0..text.len());
            whole.sections.clear();
            whole.into()
        }
    }
}

fn script(source: &Arc<SourceFile>, section: Range<usize>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    let text = source.text().get(section.clone()).unwrap_or_default();
    if let Some((start, line)) = lines(text).find(|(_, line)| *line == DISABLE) {
        script.unit = TransactionUnit::PerStatement;
        script.directive = Some(Span::new(section.start + start, section.start + start + line.len()));
    }
    script.sections.push(section);
    script
}

/// Under a tool that demands every number from the first on: the places where one is missing.
pub(super) fn report_gaps(loaded: &mut Loaded, tool: &str, first: u128) {
    let mut next = first;
    let mut problems = Vec::new();
    for migration in &loaded.migrations {
        let version = names::number(&migration.version);
        if let (true, Some(up)) = (version > next, &migration.up) {
            problems.push(OrderingProblem {
                kind: OrderingKind::OutOfOrder,
                source: Arc::clone(&up.source),
                message: format!("{tool} refuses this folder: there is no migration {next} before {version}"),
                other: None,
            });
        }
        next = version.saturating_add(1);
    }
    loaded.ordering.extend(problems);
}
