//! Diesel: `<version>_<name>/up.sql` and `down.sql`, with `metadata.toml` beside them.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::names::Order;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use super::{hasura, manifest};
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "diesel",
    opt_out: OptOut::Words {
        how: "put `run_in_transaction = false` in `metadata.toml` beside it (from Diesel 2 on)",
        splits: false,
        switch: Switch::FileInFolder { name: "metadata.toml", text: "run_in_transaction = false\n" },
    },
    rollback: RollbackConvention::File,
    ledger: Some("__diesel_schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::NumberedFolder,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    if !folder.folders().any(|inner| inner.has("up.sql")) {
        return None;
    }
    // Atlas has taken over, and goes on in files of its own.
    if folder.has("atlas.sum") && folder.sql_files().next().is_some() {
        return None;
    }
    // Its versions are numbers or dates, and end at the first `_`.
    let numbered = |name: &str| {
        let (version, _) = name.split_once('_').unwrap_or((name, ""));
        version.starts_with(|c: char| c.is_ascii_digit())
            && version.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    if folder.upward().any(|above| above.has("diesel.toml")) {
        return Some(Confidence::MarkerFile);
    }
    if manifest::rust(folder, "diesel") {
        return Some(Confidence::Dependency);
    }
    let folders: Vec<Folder> = folder.folders().filter(|inner| inner.has("up.sql")).collect();
    let known = folders.iter().filter(|inner| numbered(inner.name())).count();
    (2 * known > folders.len()).then_some(Confidence::Names)
}

fn load(folder: Folder) -> Loaded {
    let pieces = hasura::in_folders(folder, |name| {
        let (version, name) = name.split_once('_').unwrap_or((name, ""));
        let version = version.replace('-', "");
        let order = Order::text(&version);
        Some(Named { order, version, name: name.to_owned(), part: Part::Up, repeatable: false })
    });
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, "up.sql", "down.sql"));
    let mut loaded = pieces::assemble(pieces, expected, |piece, source| {
        let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
        if opts_out(piece) {
            script.unit = TransactionUnit::OptOutButImplicit;
        }
        script.into()
    });
    pieces::report_text_order(&mut loaded, "Diesel");
    loaded
}

/// A file that does not set the key opts out as well: its default is false.
fn opts_out(piece: &Piece) -> bool {
    let Some(text) = piece.file.folder.text("metadata.toml") else { return false };
    let Ok(table) = text.parse::<toml::Table>() else { return false };
    !table.get("run_in_transaction").and_then(toml::Value::as_bool).unwrap_or(false)
}
