//! bun, and go-pg/migrations before it: `<version>_<name>.up.sql`, in a transaction where it ends with `.tx.up.sql`. A
//! line `--bun:split` or `--gopg:split` parts a file into messages. Go files stand between, and may run an SQL file of
//! another name.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::{File, Folder, read_ahead};
use super::{manifest, names};
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "bun",
    opt_out: OptOut::Words {
        how: "name it `.up.sql` without `.tx`, with a line `--bun:split` between two statements",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::File,
    ledger: Some("bun_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static GO_PG: Tool = Tool {
    name: "go-pg",
    opt_out: OptOut::Words {
        how: "name it `.up.sql` without `.tx`, with a line `--gopg:split` between two statements",
        splits: true,
        switch: Switch::ByHand,
    },
    ledger: Some("gopg_migrations"),
    ..TOOL
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Files, detect, load };

pub(super) static GO_PG_LAYOUT: Layout =
    Layout { tool: &GO_PG, detect: detect_go_pg, load: load_go_pg, ..LAYOUT };

/// Only these tools take `.tx` in a name. bun can also be there for its queries, and another tool for the migrations.
fn detect(folder: Folder) -> Option<Confidence> {
    let files: Vec<File> = folder.sql_files().filter(|file| parse(file.name()).is_some()).collect();
    if files.iter().any(|file| is_transactional(file.name())) {
        return Some(Confidence::Content);
    }
    if files.is_empty() || !manifest::go(folder, "uptrace/bun") {
        return None;
    }
    read_ahead(&files);
    let parted = |file: &File| file.source().is_ok_and(|source| !splits(source.text()).is_empty());
    match files.iter().any(parted) {
        true => Some(Confidence::Content),
        false => (!manifest::go(folder, "golang-migrate/migrate")).then_some(Confidence::Dependency),
    }
}

fn detect_go_pg(folder: Folder) -> Option<Confidence> {
    let named = folder.sql_files().any(|file| parse(file.name()).is_some());
    (named && manifest::go(folder, "go-pg/migrations")).then_some(Confidence::Dependency)
}

fn load(folder: Folder) -> Loaded {
    read(folder, "bun passes over it")
}

fn load_go_pg(folder: Folder) -> Loaded {
    read(folder, "go-pg stops at it")
}

/// `otherwise` says what the tool does about a file of another name.
fn read(folder: Folder, otherwise: &str) -> Loaded {
    let mut pieces = pieces::recognize(folder.files(), parse);
    pieces.extend(in_go(folder));
    let known: HashSet<&str> = pieces.iter().map(|piece| piece.file.name()).collect();
    let others = pieces::numbered_but_unknown(folder, |name| known.contains(name)).collect::<Vec<_>>();
    let expected = Expected::IfUsed(&way_back);
    let mut loaded = pieces::assemble(pieces, expected, |piece, source| {
        let separators = splits(source.text());
        let unit = match is_transactional(piece.file.name()) {
            true => TransactionUnit::PerFile,
            false if separators.is_empty() => TransactionUnit::PerFileImplicit,
            false => TransactionUnit::PerStatement,
        };
        let mut script = ScriptSource::whole(Arc::clone(source), unit);
        script.separators = separators;
        script.into()
    });
    pieces::report_unrecognized(&mut loaded, others.into_iter(), |file| {
        Some(format!("`{}` is no `<number>_<name>.up.sql` or `.down.sql`: {otherwise}", file.name()))
    });
    loaded
}

/// The migrations that Go files register, in whose place an SQL file stands that one of them runs.
fn in_go<'a>(folder: Folder<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let scripts: HashMap<&str, File> = folder.sql_files().map(|file| (file.name(), file)).collect();
    for file in folder.files() {
        let stem = file.name().strip_suffix(".go").filter(|stem| !stem.ends_with("_test"));
        let Some((version, name)) = stem.and_then(names::version_and_name) else { continue };
        let text = file.source().map(|source| source.text()).unwrap_or_default();
        if !text.contains("Register(") {
            continue;
        }
        let script = text.split('"').find_map(|said| scripts.get(said).copied());
        // What is left to the Go file then is the way back.
        let part = if script.is_some() { Part::Down } else { Part::Up };
        let piece = |file, part, code| Piece { named: Named::numbered(version, name, part), file, code };
        pieces.extend(script.map(|script| piece(script, Part::Up, false)));
        pieces.push(piece(file, part, true));
    }
    pieces
}

fn way_back(piece: &Piece) -> String {
    match is_transactional(piece.file.name()) {
        true => pieces::sibling(piece, ".tx.up.sql", ".tx.down.sql"),
        false => pieces::sibling(piece, ".up.sql", ".down.sql"),
    }
}

/// The lines that part a file.
fn splits(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_split = |line: &&str| matches!(line.trim_end(), "--bun:split" | "--gopg:split");
    lines(text).filter(|(_, line)| is_split(line)).map(|(start, line)| start..start + line.len()).collect()
}

fn is_transactional(name: &str) -> bool {
    name.ends_with(".tx.up.sql") || name.ends_with(".tx.down.sql")
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let (description, part) = match rest.strip_suffix(".up.sql") {
        Some(description) => (description, Part::Up),
        None => (rest.strip_suffix(".down.sql")?, Part::Down),
    };
    let description = description.strip_suffix(".tx").unwrap_or(description);
    Some(Named::numbered(version, description, part))
}
