//! graphile-migrate: `committed/<n>-<name>.sql`, then `current.sql` or `current/`, which is being written.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "graphile-migrate",
    opt_out: OptOut::FirstLine { text: "--! no-transaction", splits: false },
    rollback: RollbackConvention::None,
    ledger: Some("graphile_migrate.migrations"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let committed = folder.folder("committed")?;
    let configured =
        folder.upward().take(3).any(|above| above.files().any(|file| file.name().starts_with(".gmrc")));
    let current = folder.has("current.sql") || folder.folder("current").is_some();
    let hashed = || committed.any_text(|text| text.starts_with("--! "));
    (configured || current || hashed()).then_some(Confidence::MarkerFile)
}

fn load(folder: Folder) -> Loaded {
    let committed = folder.folder("committed").into_iter().flat_map(|committed| committed.sql_files());
    let mut pieces = pieces::recognize(committed, parse);
    let in_folder = folder.folder("current").into_iter().flat_map(|current| current.sql_files());
    for (at, file) in folder.file("current.sql").into_iter().chain(in_folder).enumerate() {
        let order = Order { numbers: vec![u128::MAX, at as u128], text: String::new() };
        let name = file.name().trim_end_matches(".sql").to_owned();
        let named = Named { order, version: "current".to_owned(), name, part: Part::Up, repeatable: false };
        pieces.push(Piece { named, file, code: false });
    }
    pieces::assemble(pieces, Expected::Never, |_, source| script(source).into())
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::leading_digits(name.strip_suffix(".sql")?)?;
    (rest.is_empty() || rest.starts_with('-'))
        .then(|| Named::numbered(version, rest.trim_start_matches('-'), Part::Up))
}

/// The directive is the first line after the headers `--! Previous: …`, `--! Hash: …`, `--! Message: …`.
fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    let is_header = |line: &str| {
        line.strip_prefix("--! ")
            .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let body = lines(source.text()).find(|(_, line)| !line.trim().is_empty() && !is_header(line));
    if let Some((start, line)) = body
        && let Some(words) = line.strip_prefix("--!").map(str::trim_start)
        && let Some(rest) = words.strip_prefix("no-transaction")
        && !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
    {
        script.unit = TransactionUnit::OptOutButImplicit;
        script.directive = Some(Span::new(start, start + line.len()));
    }
    script
}
