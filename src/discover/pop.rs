//! pop and Ory's popx: `<version>_<name>.<dialect>.up.sql`, where a file for one database shadows the general one.

use std::collections::HashSet;
use std::sync::Arc;

use super::dialect::{self, FileDialect};
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::manifest;
use super::names;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

/// pop takes `.autocommit.` for a database that it does not know, and leaves the file out without a word.
pub(super) static TOOL: Tool = Tool {
    name: "pop",
    opt_out: OptOut::Impossible,
    rollback: RollbackConvention::File,
    ledger: Some("schema_migration"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static POPX: Tool = Tool {
    name: "popx",
    opt_out: OptOut::Words {
        how: "put `.autocommit.` in the file's name",
        splits: false,
        switch: Switch::ByHand,
    },
    ..TOOL
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

pub(super) static POPX_LAYOUT: Layout = Layout { tool: &POPX, detect: detect_popx, ..LAYOUT };

/// A file that opts out of its transaction, or a module that names Ory's library.
fn detect_popx(folder: Folder) -> Option<Confidence> {
    let opts_out = |name: &str| parse(name).is_some() && name.contains(AUTOCOMMIT);
    let uses = folder.files().any(|file| opts_out(file.name())) || manifest::go(folder, "github.com/ory/x");
    detect(folder).filter(|_| uses)
}

const AUTOCOMMIT: &str = ".autocommit.";

fn detect(folder: Folder) -> Option<Confidence> {
    let own = folder.files().any(|file| {
        let name = file.name();
        let fizz = name.ends_with(".up.fizz") || name.ends_with(".down.fizz");
        fizz || (parse(name).is_some() && (name.contains(AUTOCOMMIT) || dialect::of_file(name).is_some()))
    });
    (own && folder.sql_files().next().is_some()).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let mut pieces = pieces::recognize(folder.files(), parse);
    let others = |piece: &Piece| match dialect::of_file(piece.file.name()) {
        Some(FileDialect::Other(database)) => Some(database),
        _ => None,
    };
    let mut foreign: Vec<&str> = pieces.iter().filter_map(others).collect();
    foreign.sort_unstable();
    foreign.dedup();
    let apart: HashSet<_> = pieces.iter().filter_map(|piece| Some((others(piece)?, key(piece)))).collect();
    pieces.retain(|piece| others(piece).is_none());
    shadow(&mut pieces);
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, ".up.sql", ".down.sql"));
    let mut loaded = pieces::assemble(pieces, expected, |piece, source| {
        let unit = match piece.file.name().contains(AUTOCOMMIT) {
            true => TransactionUnit::OptOutButImplicit,
            false => TransactionUnit::PerFile,
        };
        let mut script = ScriptSource::whole(Arc::clone(source), unit);
        if dialect::of_file(piece.file.name()).is_none() {
            let runs_it = |database: &&&'static str| !apart.contains(&(**database, key(piece)));
            script.shared_with = foreign.iter().filter(runs_it).copied().collect();
        }
        script.into()
    });
    if !foreign.is_empty() {
        loaded.note(folder.shown(), format!("also holds files for {}: left out", foreign.join(", ")));
    }
    loaded
}

/// Takes out the general files where there is one for PostgreSQL of the same version and direction.
fn shadow(pieces: &mut Vec<Piece>) {
    let is_own = |piece: &Piece| dialect::of_file(piece.file.name()) == Some(FileDialect::Postgres);
    let own: HashSet<_> = pieces.iter().filter(|piece| is_own(piece)).map(key).collect();
    pieces.retain(|piece| is_own(piece) || !own.contains(&key(piece)));
}

/// What the files of several databases have in common.
fn key(piece: &Piece) -> (String, Part) {
    (piece.named.version.clone(), piece.named.part)
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let mut parts = names::without_sql(rest)?.split('.');
    let description = parts.next()?;
    let part = match parts.next_back()? {
        "up" => Part::Up,
        "down" => Part::Down,
        _ => return None,
    };
    (parts.count() <= 2).then(|| Named::numbered(version, description, part))
}
