//! refinery: `V<version>__<name>.sql` and `U<version>__<name>.sql`, where `U` is a version outside the sequence.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::manifest;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};

pub(super) static TOOL: Tool = Tool {
    name: "refinery",
    opt_out: OptOut::Impossible,
    rollback: RollbackConvention::None,
    ledger: Some("refinery_schema_history"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    if !folder.sql_files().any(|file| parse(file.name()).is_some()) {
        return None;
    }
    if folder.upward().any(|above| above.has("refinery.toml")) {
        return Some(Confidence::MarkerFile);
    }
    manifest::rust(folder, "refinery").then_some(Confidence::Dependency)
}

fn load(folder: Folder) -> Loaded {
    let files = folder.all_files();
    let pieces = pieces::recognize(files.iter().copied(), parse);
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile).into()
    });
    let looks_alike = files.iter().copied().filter(|file| {
        let versioned = file.name().strip_prefix(['V', 'U']).and_then(names::leading_digits).is_some();
        super::tree::is_sql(file.name()) && versioned && parse(file.name()).is_none()
    });
    pieces::report_unrecognized(&mut loaded, looks_alike, |file| {
        let name = file.name();
        Some(format!(
            "refinery does not run `{name}`: it takes `V<number>__<letters, digits and _>.sql` only"
        ))
    });
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let rest = name.strip_suffix(".sql")?.strip_prefix(['V', 'U'])?;
    let (version, description) = rest.split_once("__")?;
    let numbers = names::dotted(version).filter(|numbers| numbers.len() <= 2 && !version.contains('_'))?;
    let is_word = description.chars().all(|character| character.is_alphanumeric() || character == '_');
    let order = Order { numbers, text: String::new() };
    let named = Named {
        order,
        version: version.to_owned(),
        name: description.to_owned(),
        part: Part::Up,
        repeatable: false,
    };
    (is_word && !description.is_empty()).then_some(named)
}
