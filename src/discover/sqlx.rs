//! sqlx: `<version>_<name>.sql`, or `.up.sql` and `.down.sql`, in one folder.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::manifest;
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "sqlx",
    opt_out: OptOut::FirstLine { text: DIRECTIVE, splits: false },
    rollback: RollbackConvention::File,
    ledger: Some("_sqlx_migrations"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

const DIRECTIVE: &str = "-- no-transaction";

fn detect(folder: Folder) -> Option<Confidence> {
    let fits = folder.sql_files().any(|file| parse(file.name()).is_some());
    if !fits {
        return None;
    }
    if folder.any_text(|text| text.starts_with(DIRECTIVE)) {
        return Some(Confidence::Content);
    }
    if folder.upward().any(|above| above.has("sqlx.toml")) || manifest::rust(folder, "sqlx") {
        return Some(Confidence::Dependency);
    }
    // Pairs in a crate that no Go program shares are sqlx's rather than golang-migrate's.
    let pairs = folder.sql_files().any(|file| file.name().ends_with(".up.sql"));
    let above = |name: &str| folder.upward().any(|above| above.has(name));
    (pairs && above("Cargo.toml") && !above("go.mod")).then_some(Confidence::Names)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.sql_files(), parse);
    let expected = Expected::IfUsed(&|piece| {
        let end = if piece.file.name().ends_with(".up.sql") { ".up.sql" } else { ".sql" };
        pieces::sibling(piece, end, ".down.sql")
    });
    let mut loaded = pieces::assemble(pieces, expected, |_, source| script(source).into());
    // sqlx looks at names with an underscore only, and refuses the folder when what stands before it is no number.
    let refused = folder.sql_files().filter(|file| file.name().contains('_') && parse(file.name()).is_none());
    pieces::report_unrecognized(&mut loaded, refused, |file| {
        let before = file.name().split('_').next().unwrap_or_default();
        let name = file.name();
        Some(format!(
            "sqlx refuses this folder: `{before}`, before the first `_` of `{name}`, is not a number"
        ))
    });
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = name.split_once('_')?;
    let rest = rest.strip_suffix(".sql")?;
    version.parse::<i64>().ok().filter(|version| *version >= 0)?;
    let (rest, part) = match (rest.strip_suffix(".up"), rest.strip_suffix(".down")) {
        (_, Some(rest)) => (rest, Part::Down),
        (Some(rest), _) => (rest, Part::Up),
        _ => (rest, Part::Up),
    };
    Some(Named::numbered(version, rest, part))
}

/// The directive counts at the very first byte only.
fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    if source.text().starts_with(DIRECTIVE) {
        script.unit = TransactionUnit::OptOutButImplicit;
        script.directive = Some(Span::new(0, DIRECTIVE.len()));
    }
    script
}
