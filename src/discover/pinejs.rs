//! pinejs: `<key>-<name>.sql` in the folder that a model names, all that are pending in one transaction.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::pieces::{self, Expected, Named, Part};
use super::tree::{File, Folder};
use super::{manifest, names};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};

pub(super) static TOOL: Tool = Tool {
    name: "pinejs",
    opt_out: OptOut::Impossible,
    rollback: RollbackConvention::None,
    ledger: Some("migration"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::AllPending, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let named = folder.sql_files().any(|file| parse(file.name()).is_some());
    (named && manifest::node(folder, "@balena/pinejs")).then_some(Confidence::Dependency)
}

/// A new database is made from the model and runs none of them, so that each has met what those of a smaller number had
/// left, though pinejs compares the keys as text.
fn load(folder: Folder) -> Loaded {
    let passed_over = |file: &File| file.name().ends_with(".async.sql");
    let pieces = pieces::recognize(folder.files().filter(|file| !passed_over(file)), parse);
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::AllPending).into()
    });
    loaded.open_beginning = true;
    pieces::report_unrecognized(&mut loaded, folder.files().filter(passed_over), |file| {
        Some(format!("pinejs passes over `{}`: what runs beside the server is no SQL file", file.name()))
    });
    let is_other = |name: &str| parse(name).is_some() || name.ends_with(".async.sql");
    pieces::report_unrecognized(&mut loaded, pieces::numbered_but_unknown(folder, is_other), |file| {
        Some(format!("`{}` is no `<key>-<name>.sql`: pinejs passes over it", file.name()))
    });
    loaded
}

/// Behind the name may stand whether it runs before the server or beside it. `00076` and `0076` are two keys.
fn parse(name: &str) -> Option<Named> {
    let (key, rest) = names::leading_digits(name)?;
    let rest = names::without_sql(rest)?.strip_prefix('-')?;
    let rest = rest.strip_suffix(".sync").or_else(|| rest.strip_suffix(".async")).unwrap_or(rest);
    let mut named = Named::numbered(key, rest, Part::Up);
    named.order.text = key.to_owned();
    (!rest.contains('.')).then_some(named)
}
