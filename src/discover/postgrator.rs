//! Postgrator: `<version>.do.<name>.sql` and `<version>.undo.<name>.sql`, each sent as one message.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::names;
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};

pub(super) static TOOL: Tool = Tool {
    name: "postgrator",
    opt_out: OptOut::OneStatementPerFile,
    rollback: RollbackConvention::File,
    ledger: Some("schemaversion"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    folder.sql_files().any(|file| parse(file.name()).is_some()).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let expected = Expected::IfUsed(&|piece| piece.file.shown().replacen(".do.", ".undo.", 1));
    pieces::assemble(pieces, expected, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFileImplicit).into()
    })
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::leading_digits(names::without_sql(name)?)?;
    let (part, rest) = match (rest.strip_prefix(".do"), rest.strip_prefix(".undo")) {
        (Some(rest), _) => (Part::Up, rest),
        (_, Some(rest)) => (Part::Down, rest),
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with('.'))
        .then(|| Named::numbered(version, rest.trim_start_matches('.'), part))
}
