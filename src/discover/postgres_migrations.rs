//! postgres-migrations: `<n>_<name>.sql` or `<n>-<name>.sql` among JavaScript files, numbered without gaps.

use std::collections::HashSet;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::pieces::{self, Expected, Named, Part};
use super::tern::report_gaps;
use super::tree::Folder;
use super::{manifest, names};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "postgres-migrations",
    opt_out: OptOut::FirstLine { text: DIRECTIVE, splits: false },
    rollback: RollbackConvention::None,
    ledger: Some("migrations"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

/// The library, and forks that take the same files.
const LIBRARIES: &[&str] = &["postgres-migrations", "postgres-schema-migrations", "pg-node-migrations"];

const DIRECTIVE: &str = "-- postgres-migrations disable-transaction";

fn detect(folder: Folder) -> Option<Confidence> {
    let versions = || folder.sql_files().filter_map(|file| Some(parse(file.name())?.version));
    // The tool refuses two files of one number; a folder that has many is something else's.
    let (all, distinct) = (versions().count(), versions().collect::<HashSet<_>>().len());
    if all == 0 || distinct * 2 < all {
        return None;
    }
    if folder.any_text(|text| text.contains(DIRECTIVE)) {
        return Some(Confidence::Content);
    }
    LIBRARIES.iter().any(|library| manifest::node(folder, library)).then_some(Confidence::Dependency)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| script(source).into());
    let first = loaded.migrations.first().map_or(1, |migration| names::number(&migration.version).min(1));
    if !loaded.holes {
        report_gaps(&mut loaded, "postgres-migrations", first);
    }
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::leading_digits(names::without_sql(name)?)?;
    Some(Named::numbered(version, rest.trim_start_matches(['_', '-']), Part::Up))
}

fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    if let Some(at) = source.text().find(DIRECTIVE) {
        script.unit = TransactionUnit::OptOutButImplicit;
        script.directive = Some(Span::new(at, at + DIRECTIVE.len()));
    }
    script
}
