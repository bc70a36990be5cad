//! dbmate: `<version>_<name>.sql` with `-- migrate:up` and `-- migrate:down` blocks and their options.

use std::ops::Range;
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
    name: "dbmate",
    opt_out: OptOut::Words {
        how: "write `-- migrate:up transaction:false`",
        splits: false,
        switch: Switch::Heading(" transaction:false"),
    },
    rollback: RollbackConvention::Section { marker: "-- migrate:down" },
    ledger: Some("schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: Some("-- migrate:up") },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let marked = |text: &str| lines(text).any(|(_, line)| directive(line).is_some());
    folder.any_text(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.sql_files(), parse);
    let expected = Expected::Always(&|_| "-- migrate:down".to_owned());
    let mut loaded = pieces::assemble(pieces, expected, |_, source| halves(source));
    pieces::report_same_versions(&mut loaded);
    pieces::report_text_order(&mut loaded, "dbmate");
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::leading_digits(name)?;
    let stem = names::without_sql(rest)?;
    let mut named = Named::numbered(version, stem.trim_start_matches('_'), Part::Up);
    // Files are compared by their whole names, but the version is what is recorded.
    named.order = Order::text(name);
    Some(named)
}

/// A line that begins a block, and its options.
fn directive(line: &str) -> Option<(Part, &str)> {
    let words = line.strip_prefix("--")?.trim_start();
    let (part, rest) = match (words.strip_prefix("migrate:up"), words.strip_prefix("migrate:down")) {
        (Some(rest), _) => (Part::Up, rest),
        (_, Some(rest)) => (Part::Down, rest),
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| (part, rest.trim()))
}

#[derive(Clone, Copy)]
struct Block {
    part: Part,
    /// The options that take it out of its transaction, as a place in the text.
    opt_out: Option<Span>,
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let marks: Vec<Mark<Block>> = lines(source.text())
        .filter_map(|(start, line)| {
            let (part, options) = directive(line)?;
            let opts_out = options.split_whitespace().any(|option| option == "transaction:false");
            let opt_out = opts_out.then(|| Span::new(start, start + line.len()));
            Some(Mark { start, kind: Block { part, opt_out } })
        })
        .collect();
    let mut pairs: Vec<Halves> = Vec::new();
    for (block, section) in sections(source.text(), &marks) {
        let script = script(source, block, section);
        match (block.part, pairs.last_mut()) {
            (Part::Down, Some(pair)) if pair.down.is_none() => pair.down = Some(script),
            (Part::Down, _) => {}
            (Part::Up, _) => pairs.push(script.into()),
        }
    }
    if pairs.is_empty() {
        return ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile).into();
    }
    let mut first = pairs.remove(0);
    first.more = pairs;
    first
}

fn script(source: &Arc<SourceFile>, block: Block, section: Range<usize>) -> ScriptSource {
    let unit = match block.opt_out {
        Some(_) => TransactionUnit::OptOutButImplicit,
        None => TransactionUnit::PerFile,
    };
    let mut script = ScriptSource::whole(Arc::clone(source), unit);
    script.directive = block.opt_out;
    script.sections.push(section);
    script
}
