//! rambler: any `.sql` name, with `-- rambler up` and `-- rambler down` sections, each sent as one message.

use std::ops::Range;
use std::sync::Arc;

use super::dialect;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{Mark, lines, sections};
use super::names::{self, Order};
use super::pieces::{self, Expected, Halves, Named, Part};
use super::plain;
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::SourceFile;

pub(super) static TOOL: Tool = Tool {
    name: "rambler",
    opt_out: OptOut::OneStatementPerFile,
    rollback: RollbackConvention::Section { marker: "-- rambler down" },
    ledger: Some("migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: Some("-- rambler up") },
};

/// It opens no transaction. What stands in one section is one message, and the server runs that as one transaction.
pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Files, detect, load };

const CONFIGURATION: &str = "rambler.json";

fn detect(folder: Folder) -> Option<Confidence> {
    let marked = |text: &str| lines(text).any(|(_, line)| mark(line).flatten().is_some());
    folder.any_text(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    if let Some(database) = database(folder) {
        return Loaded::left_out(folder, database);
    }
    let pieces = pieces::recognize(folder.sql_files(), parse);
    let expected = Expected::IfUsed(&|_| "-- rambler down".to_owned());
    let mut loaded = pieces::assemble(pieces, expected, |_, source| halves(source));
    loaded.settings.extend(search_path(folder));
    pieces::report_text_order(&mut loaded, "rambler");
    loaded
}

/// Files are compared, and recorded, by their whole names.
fn parse(name: &str) -> Option<Named> {
    let stem = names::without_sql(name)?;
    let (version, _) = plain::leading_version(stem);
    let version = if version.is_empty() { stem } else { version };
    let rest = stem.strip_prefix(version).unwrap_or(stem).trim_start_matches(['_', '-', '.', ' ']);
    let (version, rest) = (version.to_owned(), rest.to_owned());
    Some(Named { order: Order::text(name), version, name: rest, part: Part::Up, repeatable: false })
}

/// What a line begins, if it is a mark at all; behind any other word nothing is run up to the next mark.
fn mark(line: &str) -> Option<Option<Part>> {
    Some(match line.strip_prefix("-- rambler")?.trim() {
        "up" => Some(Part::Up),
        "down" => Some(Part::Down),
        _ => None,
    })
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let marks: Vec<Mark<Option<Part>>> =
        lines(source.text()).filter_map(|(start, line)| Some(Mark { start, kind: mark(line)? })).collect();
    let all = sections(source.text(), &marks);
    let of = |wanted: Part| -> Vec<Range<usize>> {
        let own = all.iter().filter(|(part, _)| *part == Some(wanted));
        own.map(|(_, section)| section.clone()).collect()
    };
    let (mut ups, downs) = (of(Part::Up), of(Part::Down));
    // What stands before the first mark is not run.
    if ups.is_empty() {
        ups.push(0..0);
    }
    if ups.len() != downs.len() {
        return Halves::new(script(source, ups), (!downs.is_empty()).then(|| script(source, downs)));
    }
    // The sections that lead back run from the last to the first, so that each undoes the one of its place.
    let pair = |(up, down)| Halves::new(script(source, vec![up]), Some(script(source, vec![down])));
    let mut pairs: Vec<Halves> = ups.into_iter().zip(downs).map(pair).collect();
    let mut first = pairs.remove(0);
    first.more = pairs;
    first
}

/// Several sections are as many messages, and as a rule of one statement each.
fn script(source: &Arc<SourceFile>, sections: Vec<Range<usize>>) -> ScriptSource {
    let unit = match sections.len() {
        1 => TransactionUnit::PerFileImplicit,
        _ => TransactionUnit::PerStatement,
    };
    ScriptSource { sections, ..ScriptSource::whole(Arc::clone(source), unit) }
}

/// The other database that the configuration names, unless one of its environments is on PostgreSQL.
fn database(folder: Folder) -> Option<&'static str> {
    let named: Vec<_> = configured(folder, "driver").into_iter().map(dialect::of_provider).collect();
    named.iter().all(Option::is_some).then(|| named.first().copied().flatten()).flatten()
}

/// The schema that is the search path of every session, unless the environments differ in it.
fn search_path(folder: Folder) -> Option<(String, String)> {
    let schemas = configured(folder, "schema");
    let (first, others) = schemas.split_first()?;
    let known = !first.is_empty() && *first != "public" && others.iter().all(|other| other == first);
    known.then(|| ("search_path".to_owned(), (*first).to_owned()))
}

/// What the nearest configuration says for a key, once for each environment that says it. It is read as Hjson, which needs
/// neither quotes nor commas and allows comments, so line by line.
fn configured<'f>(folder: Folder<'f>, key: &str) -> Vec<&'f str> {
    let text = folder.upward().find_map(|above| above.text(CONFIGURATION)).unwrap_or_default();
    let settings = lines(text).filter_map(|(_, line)| {
        let (name, value) = line.split_once(':')?;
        (name.trim().trim_matches('"') == key).then(|| value.trim().trim_end_matches(',').trim_matches('"'))
    });
    settings.collect()
}
