//! pgmigrate: `V<version>__<name>.sql` in `migrations/` beside `migrations.yml`.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::names;
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "pgmigrate",
    opt_out: OptOut::Words {
        how: "put `NONTRANSACTIONAL` in the file's name",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::None,
    ledger: Some("schema_version"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let configured =
        folder.name() == "migrations" && folder.parent().is_some_and(|parent| parent.has("migrations.yml"));
    (configured && folder.sql_files().any(|file| parse(file.name()).is_some()))
        .then_some(Confidence::MarkerFile)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.sql_files(), parse);
    pieces::assemble(pieces, Expected::Never, |piece, source| {
        let unit = match piece.named.name.contains("NONTRANSACTIONAL") {
            true => TransactionUnit::PerStatement,
            false => TransactionUnit::PerFile,
        };
        ScriptSource::whole(Arc::clone(source), unit).into()
    })
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::leading_digits(name.strip_suffix(".sql")?.strip_prefix('V')?)?;
    Some(Named::numbered(version, rest.strip_prefix("__")?, Part::Up))
}
