//! golang-migrate: `<version>_<name>.up.sql` and `.down.sql`, each sent as one message.

use std::collections::HashSet;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::pieces::{self, Expected, Named, Part};
use super::tree::Folder;
use super::{manifest, names};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};

pub(super) static TOOL: Tool = Tool {
    name: "golang-migrate",
    opt_out: OptOut::OneStatementPerFile,
    rollback: RollbackConvention::File,
    ledger: Some("schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Files, detect, load };

/// The tool takes any ending, and some have this one.
const PGSQL: &str = ".pgsql";

/// A library with files of the same names, which records the whole name, not the number.
const WHOLE_NAMES: &str = "maragudk/migrate";

/// Whether two migrations have one number, which golang-migrate refuses.
fn shares_numbers(folder: Folder) -> bool {
    let mut numbers = HashSet::new();
    let parsed = folder.sql_files().filter_map(|file| parse(file.name()));
    parsed.filter(|named| named.part == Part::Up).any(|named| !numbers.insert(named.version))
}

fn detect(folder: Folder) -> Option<Confidence> {
    let has = |part: Part| {
        folder.sql_files().any(|file| parse(file.name()).is_some_and(|named| named.part == part))
    };
    if !has(Part::Up) {
        return None;
    }
    if manifest::go(folder, WHOLE_NAMES) && shares_numbers(folder) {
        return None;
    }
    if manifest::go(folder, "golang-migrate/migrate") {
        return Some(Confidence::Dependency);
    }
    // Without its name anywhere, only the pairs tell, or that every numbered file is one half of a pair.
    let ups = folder.sql_files().filter(|file| parse(file.name()).is_some()).count();
    let only =
        ups >= 2 && pieces::numbered_but_unknown(folder, |name| parse(name).is_some()).next().is_none();
    (has(Part::Down) || only).then_some(Confidence::Names)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let expected = Expected::IfUsed(&|piece| match piece.file.name().ends_with(PGSQL) {
        true => pieces::sibling(piece, ".up.pgsql", ".down.pgsql"),
        false => pieces::sibling(piece, ".up.sql", ".down.sql"),
    });
    let unit = match splits_files(folder) {
        true => TransactionUnit::PerStatement,
        false => TransactionUnit::PerFileImplicit,
    };
    let mut loaded =
        pieces::assemble(pieces, expected, |_, source| ScriptSource::whole(Arc::clone(source), unit).into());
    let ignored = pieces::numbered_but_unknown(folder, |name| parse(name).is_some());
    pieces::report_unrecognized(&mut loaded, ignored, |file| {
        let name = file.name();
        Some(format!(
            "golang-migrate does not see `{name}`: it takes `<number>_<name>.up.sql` and `.down.sql` only"
        ))
    });
    loaded
}

/// Where the connection string of a project that uses it usually stands.
const CALLERS: &[&str] = &[
    "Makefile",
    "Taskfile.yml",
    "justfile",
    "Dockerfile",
    "docker-compose.yml",
    "docker-compose.yaml",
    "compose.yml",
    "compose.yaml",
    ".env",
    ".env.example",
];

/// Whether the project has the files split at their semicolons: `x-multi-statement=true` in the connection string, or
/// the driver's setting in the Go code beside the migrations.
fn splits_files(folder: Folder) -> bool {
    let says =
        |text: &str| text.contains("x-multi-statement=true") || text.contains("MultiStatementEnabled: true");
    let called = folder.upward().any(|above| CALLERS.iter().filter_map(|name| above.text(name)).any(says));
    let beside = folder.parent();
    let code = std::iter::once(folder).chain(beside).flat_map(|folder| folder.files());
    called
        || code
            .filter(|file| file.name().ends_with(".go"))
            .any(|file| file.source().is_ok_and(|source| says(source.text())))
}

pub(super) fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let rest = names::without_sql(rest).or_else(|| rest.strip_suffix(PGSQL))?;
    let up = rest.strip_suffix(".up").map(|rest| (rest, Part::Up));
    let (rest, part) = up.or_else(|| rest.strip_suffix(".down").map(|rest| (rest, Part::Down)))?;
    Some(Named::numbered(version, rest, part))
}
