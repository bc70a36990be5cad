//! db-migrate: `sqls/<time>-<name>-up.sql` and `-down.sql`, which JavaScript files one folder up send.

use std::collections::HashSet;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use super::{manifest, names};
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "db-migrate",
    opt_out: OptOut::Words {
        how: "run db-migrate with `--non-transactional`",
        splits: false,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::File,
    ledger: Some("migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let above = folder.parent().filter(|_| folder.name() == "sqls")?;
    let stems: HashSet<&str> = folder.sql_files().filter_map(|file| stem(file.name())).collect();
    let sends = |name: &str| names_code(name).is_some_and(|code| stems.contains(code));
    if above.files().any(|file| sends(file.name())) {
        return Some(Confidence::Content);
    }
    (!stems.is_empty() && manifest::node(folder, "db-migrate")).then_some(Confidence::Dependency)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, "-up.sql", "-down.sql"));
    let mut loaded = pieces::assemble(pieces, expected, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile).into()
    });
    // What a migration does that is JavaScript alone does not show.
    let stems: HashSet<&str> = folder.sql_files().filter_map(|file| stem(file.name())).collect();
    let in_code = |name: &str| {
        names_code(name).is_some_and(|code| names::leading_digits(code).is_some() && !stems.contains(code))
    };
    loaded.holes |= folder.parent().is_some_and(|above| above.files().any(|file| in_code(file.name())));
    loaded
}

/// `20240101-orders` of `20240101-orders.js`.
fn names_code(name: &str) -> Option<&str> {
    [".js", ".ts", ".mjs", ".cjs"].iter().find_map(|ending| name.strip_suffix(ending))
}

fn stem(name: &str) -> Option<&str> {
    name.strip_suffix("-up.sql").or_else(|| name.strip_suffix("-down.sql"))
}

fn parse(name: &str) -> Option<Named> {
    let part = if name.ends_with("-up.sql") { Part::Up } else { Part::Down };
    let (version, rest) = names::leading_digits(stem(name)?)?;
    Some(Named::numbered(version, rest.trim_start_matches(['-', '_']), part))
}
