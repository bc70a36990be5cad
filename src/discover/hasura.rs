//! Hasura: `migrations/<database>/<version>_<name>/up.sql` and `down.sql`, or the older flat names.

use std::sync::Arc;

use super::golang_migrate;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "hasura",
    opt_out: OptOut::FirstLine { text: DIRECTIVE, splits: false },
    rollback: RollbackConvention::File,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: Naming::NumberedFolder,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

const DIRECTIVE: &str = "-- hasura:no-transaction";

fn detect(folder: Folder) -> Option<Confidence> {
    let in_folders = folder.folders().any(|inner| inner.has("up.sql") && parse(inner.name()).is_some());
    let flat = || folder.sql_files().any(|file| golang_migrate::parse(file.name()).is_some());
    if !in_folders && !flat() {
        return None;
    }
    let above = || folder.upward().take(3);
    let configured = above().any(|above| above.text("config.yaml").is_some_and(is_configuration));
    if configured {
        return Some(Confidence::MarkerFile);
    }
    // The version is a time in milliseconds; other tools count seconds or write the date.
    let milliseconds = folder.folders().filter(|inner| inner.has("up.sql")).all(|inner| {
        names::leading_digits(inner.name())
            .is_some_and(|(digits, _)| digits.len() == 13 && digits.starts_with('1'))
    });
    (in_folders && milliseconds).then_some(Confidence::Dependency)
}

fn is_configuration(text: &str) -> bool {
    text.contains("metadata_directory") || text.contains("migrations_directory") || text.contains("HASURA")
}

fn load(folder: Folder) -> Loaded {
    let mut pieces = in_folders(folder, parse);
    pieces.extend(pieces::recognize(folder.sql_files(), golang_migrate::parse));
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, "up.sql", "down.sql"));
    pieces::assemble(pieces, expected, |_, source| script(source).into())
}

fn parse(name: &str) -> Option<Named> {
    let (version, name) = names::version_and_name(name).or_else(|| names::leading_digits(name))?;
    Some(Named::numbered(version, name, Part::Up))
}

/// The `up.sql` and `down.sql` of each subfolder, or what stands in their place in a programming language.
pub(super) fn in_folders<'a>(folder: Folder<'a>, parse: impl Fn(&str) -> Option<Named>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for inner in folder.folders().filter(|inner| !inner.name().starts_with('.')) {
        for (wanted, part) in [("up.sql", Part::Up), ("down.sql", Part::Down)] {
            let code =
                || inner.files().find(|file| names::code_as_sql(file.name()).as_deref() == Some(wanted));
            let found =
                inner.file(wanted).map(|file| (file, false)).or_else(|| code().map(|file| (file, true)));
            if let (Some((file, code)), Some(named)) = (found, parse(inner.name())) {
                pieces.push(Piece { named: Named { part, ..named }, file, code });
            }
        }
    }
    pieces
}

/// The first line, without blanks around it, must be the directive and nothing else.
fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    if let Some((start, line)) = lines(source.text()).next()
        && line.trim() == DIRECTIVE
    {
        script.unit = TransactionUnit::OptOutButImplicit;
        script.directive = Some(Span::new(start, start + line.len()));
    }
    script
}
