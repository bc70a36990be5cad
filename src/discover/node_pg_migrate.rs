//! node-pg-migrate: `<version>_<name>.sql` among JavaScript files, all pending ones in a single transaction.

use std::sync::Arc;

use super::goose::by_direction;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{Mark, lines, strip_prefix_ignore_case};
use super::pieces::{self, Expected, Halves, Named, Part};
use super::tree::Folder;
use super::{manifest, names};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, Tool, TransactionUnit};
use crate::source::SourceFile;

pub(super) static TOOL: Tool = Tool {
    name: "node-pg-migrate",
    opt_out: OptOut::Impossible,
    rollback: RollbackConvention::Section { marker: "-- Down Migration" },
    ledger: Some("pgmigrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::AllPending, extent: Extent::Files, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    if !folder.sql_files().any(|file| parse(file.name()).is_some()) {
        return None;
    }
    if folder.any_text(|text| lines(text).any(|(_, line)| marker(line) == Some(Part::Up))) {
        return Some(Confidence::Content);
    }
    manifest::node(folder, "node-pg-migrate").then_some(Confidence::Dependency)
}

fn load(folder: Folder) -> Loaded {
    let pieces = pieces::recognize(folder.files(), parse);
    let expected = Expected::IfUsed(&|piece| match piece.file.name().ends_with(".up.sql") {
        true => pieces::sibling(piece, ".up.sql", ".down.sql"),
        false => "-- Down Migration".to_owned(),
    });
    pieces::assemble(pieces, expected, |_, source| halves(source))
}

fn parse(name: &str) -> Option<Named> {
    let stem = names::without_sql(name)?;
    let (version, rest) = names::leading_digits(stem)?;
    let rest = rest.strip_prefix(['_', '-'])?;
    let (rest, part) = match (rest.strip_suffix(".up"), rest.strip_suffix(".down")) {
        (_, Some(rest)) => (rest, Part::Down),
        (Some(rest), _) => (rest, Part::Up),
        _ => (rest, Part::Up),
    };
    let mut named = Named::numbered(version, rest, part);
    // Several files may share a timestamp; their names then decide.
    named.order.text = rest.to_owned();
    Some(named)
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let marks: Vec<Mark<Part>> = lines(source.text())
        .filter_map(|(start, line)| marker(line).map(|kind| Mark { start, kind }))
        .collect();
    by_direction(source, &marks, TransactionUnit::AllPending, None, TransactionUnit::AllPending)
}

/// `-- Up Migration` or `-- Down Migration`, in any case and with any dashes and blanks before.
fn marker(line: &str) -> Option<Part> {
    let words = line
        .trim_start()
        .strip_prefix("--")?
        .trim_start_matches(|character: char| character == '-' || character.is_whitespace());
    for (word, part) in [("up", Part::Up), ("down", Part::Down)] {
        let Some(rest) = strip_prefix_ignore_case(words, word) else { continue };
        if rest.starts_with(char::is_whitespace)
            && strip_prefix_ignore_case(rest.trim_start(), "migration").is_some()
        {
            return Some(part);
        }
    }
    None
}
