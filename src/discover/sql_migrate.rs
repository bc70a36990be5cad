//! sql-migrate: any `.sql` name, with `-- +migrate Up` and `-- +migrate Down` sections.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{Mark, lines, sections};
use super::names::{self, Order};
use super::pieces::{self, Expected, Halves, Named, Part};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "sql-migrate",
    opt_out: OptOut::Words {
        how: "write `-- +migrate Up notransaction`",
        splits: true,
        switch: Switch::Heading(" notransaction"),
    },
    rollback: RollbackConvention::Section { marker: "-- +migrate Down" },
    ledger: Some("gorp_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: Some("-- +migrate Up") },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let marked = |text: &str| lines(text).any(|(_, line)| annotation(line).is_some());
    folder.any_text(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.sql_files(), parse);
    pieces::assemble(pieces, Expected::IfUsed(&|_| "-- +migrate Down".to_owned()), |_, source| halves(source))
}

/// Numbers come first, by value; the file name decides where they are equal or absent.
fn parse(name: &str) -> Option<Named> {
    let stem = names::without_sql(name)?;
    let (version, rest) = names::leading_digits(stem).unwrap_or((stem, stem));
    let numbers = names::leading_digits(stem).map_or(u128::MAX, |(digits, _)| names::number(digits));
    let order = Order { numbers: vec![numbers], text: name.to_owned() };
    let name = rest.trim_start_matches(['_', '-']).to_owned();
    Some(Named { order, version: version.to_owned(), name, part: Part::Up, repeatable: false })
}

fn annotation(line: &str) -> Option<(Part, bool)> {
    let mut words = line.strip_prefix("-- +migrate ")?.split_whitespace();
    let part = match words.next()? {
        "Up" => Part::Up,
        "Down" => Part::Down,
        _ => return None,
    };
    Some((part, words.any(|word| word == "notransaction")))
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let mut marks = Vec::new();
    for (start, line) in lines(source.text()) {
        if let Some((part, opts_out)) = annotation(line) {
            let opt_out = opts_out.then(|| Span::new(start, start + line.len()));
            marks.push(Mark { start, kind: (part, opt_out) });
        }
    }
    let blank = || ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    let (mut up, mut down) = (blank(), blank());
    for ((part, opt_out), section) in sections(source.text(), &marks) {
        let script = if part == Part::Up { &mut up } else { &mut down };
        script.sections.push(section);
        if opt_out.is_some() {
            script.unit = TransactionUnit::PerStatement;
            script.directive = opt_out;
        }
    }
    if up.sections.is_empty() && !down.sections.is_empty() {
        up.sections.push(0..0);
    }
    let has_down = !down.sections.is_empty();
    Halves::new(up, has_down.then_some(down))
}
