//! yoyo: `<id>.sql` and `<id>.rollback.sql` among Python files, in the order of their `-- depends:` lines.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::manifest;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "yoyo",
    opt_out: OptOut::FirstLine { text: "-- transactional: false", splits: true },
    rollback: RollbackConvention::File,
    ledger: Some("_yoyo_migration"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    folder.sql_files().next()?;
    if folder.upward().take(3).any(|above| above.has("yoyo.ini")) {
        return Some(Confidence::MarkerFile);
    }
    let marked =
        |text: &str| directives(text).any(|(_, _, key, _)| key == "depends" || key == "transactional");
    if manifest::python(folder, "yoyo-migrations") {
        return Some(Confidence::Dependency);
    }
    folder.any_text(marked).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let mut pieces = pieces::recognize(folder.files().filter(|file| !file.name().starts_with("__")), parse);
    sort(&mut pieces);
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, ".sql", ".rollback.sql"));
    pieces::assemble(pieces, expected, |_, source| script(source).into())
}

fn parse(name: &str) -> Option<Named> {
    let stem = names::without_sql(name)?;
    let (id, part) = match stem.strip_suffix(".rollback") {
        Some(id) => (id, Part::Down),
        None => (stem, Part::Up),
    };
    let version = names::leading_digits(id).map_or(id, |(digits, _)| digits).to_owned();
    Some(Named { order: Order::text(id), version, name: id.to_owned(), part, repeatable: false })
}

/// The `-- key: value` lines that a file begins with: start, line, key, value.
fn directives(text: &str) -> impl Iterator<Item = (usize, &str, &str, &str)> {
    let comments = lines(text).take_while(|(_, line)| line.starts_with("--") || line.trim().is_empty());
    comments.filter_map(|(start, line)| {
        let (key, value) = line.trim_start_matches('-').trim().split_once(':')?;
        Some((start, line, key.trim(), value.trim()))
    })
}

/// Numbers every migration so that each comes after what it depends on, and by its id otherwise.
fn sort(pieces: &mut [Piece]) {
    let mut wanted: HashMap<String, Vec<String>> = HashMap::new();
    for piece in pieces.iter().filter(|piece| piece.named.part == Part::Up) {
        let text = if piece.code { "" } else { piece.file.source().map_or("", |source| source.text()) };
        let depends = directives(text).filter(|(_, _, key, _)| *key == "depends");
        let ids = depends.flat_map(|(_, _, _, value)| value.split_whitespace().map(str::to_owned)).collect();
        wanted.insert(piece.named.name.clone(), ids);
    }
    let mut ids: Vec<&String> = wanted.keys().collect();
    ids.sort();
    let mut numbers: HashMap<String, u128> = HashMap::new();
    for id in ids {
        // Depth first with a stack of its own; a circle is broken where it closes.
        let mut entered = HashSet::new();
        let mut stack = vec![id.clone()];
        while let Some(top) = stack.last().cloned() {
            let open = wanted.get(&top).into_iter().flatten().filter(|next| wanted.contains_key(*next));
            let next = open
                .into_iter()
                .find(|next| !numbers.contains_key(*next) && !entered.contains(*next))
                .cloned();
            entered.insert(top.clone());
            match next {
                Some(next) => stack.push(next),
                None => {
                    let number = numbers.len() as u128;
                    numbers.entry(top).or_insert(number);
                    stack.pop();
                }
            }
        }
    }
    for piece in pieces {
        let number = numbers.get(&piece.named.name).copied().unwrap_or(u128::MAX);
        piece.named.order.numbers = vec![number];
    }
}

fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    let opted_out =
        directives(source.text()).find(|(_, _, key, value)| *key == "transactional" && *value == "false");
    if let Some((start, line, _, _)) = opted_out {
        script.unit = TransactionUnit::PerStatement;
        script.directive = Some(Span::new(start, start + line.len()));
    }
    script
}
