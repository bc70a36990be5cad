//! golang-migrate: `<version>_<name>.up.sql` and `.down.sql`, each sent as one message; or files of these names that psql
//! runs.

use std::collections::HashSet;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::pieces::{self, Expected, Named, Part};
use super::tree::{File, Folder, read_ahead};
use super::{manifest, names, plain};
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

/// Such names, and commands of psql in the files.
pub(super) static PSQL_LAYOUT: Layout =
    Layout { detect: detect_psql, load: load_psql, extent: Extent::Files, ..plain::LAYOUT };

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
    let confidence = shape(folder)?;
    (confidence > Confidence::Names || !is_for_psql(folder)).then_some(confidence)
}

fn detect_psql(folder: Folder) -> Option<Confidence> {
    shape(folder).filter(|confidence| *confidence == Confidence::Names && is_for_psql(folder))
}

/// How much a folder looks like the tool's, whatever the files hold.
fn shape(folder: Folder) -> Option<Confidence> {
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

/// Commands of psql that scripts have. The server would refuse them, so that psql runs these files, each in a process of
/// its own.
const COMMANDS: &[&str] = &[
    "set",
    "unset",
    "i",
    "ir",
    "include",
    "include_relative",
    "if",
    "elif",
    "else",
    "endif",
    "echo",
    "qecho",
    "warn",
    "gset",
    "gexec",
    "pset",
    "timing",
];

/// Whether a script has a command of psql on a line of its own.
fn is_for_psql(folder: Folder) -> bool {
    let files: Vec<File> = folder.sql_files().filter(|file| parse(file.name()).is_some()).collect();
    read_ahead(&files);
    let is_command = |line: &str| {
        let word = line.strip_prefix('\\').and_then(|rest| rest.split_whitespace().next());
        word.is_some_and(|word| COMMANDS.contains(&word))
    };
    let holds = |text: &str| text.contains('\\') && lines(text).any(|(_, line)| is_command(line));
    files.iter().any(|file| file.source().is_ok_and(|source| holds(source.text())))
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

/// Each file is a process of its own, so that nothing of a session is left for the next one.
fn load_psql(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), |name| match name.strip_suffix(".psql") {
        Some(stem) => parse(&format!("{stem}.sql")),
        None => parse(name),
    });
    plain::scripts(pieces, &|piece| {
        let ending = piece.file.name().rsplit_once('.').map_or("sql", |(_, ending)| ending);
        pieces::sibling(piece, &format!(".up.{ending}"), &format!(".down.{ending}"))
    })
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
