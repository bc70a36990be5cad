//! Migratus: `<number>-<name>.up.sql` and `.down.sql`, at any depth, in which a line with `--;;` parts the commands.

use std::ops::Range;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::{File, Folder, is_sql, read_ahead};
use super::{manifest, names};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "migratus",
    opt_out: OptOut::FirstLine { text: DIRECTIVE, splits: false },
    rollback: RollbackConvention::File,
    ledger: Some("schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

const DIRECTIVE: &str = "-- :disable-transaction";

/// What makes a database before its first migration, by hand.
const INIT: &str = "init.sql";

fn detect(folder: Folder) -> Option<Confidence> {
    let files: Vec<File> = folder.sql_files().filter(|file| parse(file.name()).is_some()).collect();
    if files.is_empty() {
        return None;
    }
    if manifest::clojure(folder, "migratus") {
        return Some(Confidence::Dependency);
    }
    read_ahead(&files);
    let parted = |file: &File| file.source().is_ok_and(|source| !separators(source.text()).is_empty());
    files.iter().any(parted).then_some(Confidence::Content)
}

fn load(folder: Folder) -> Loaded {
    let files = folder.all_files();
    let mut pieces = pieces::recognize(files.iter().copied(), parse);
    pieces.extend(files.iter().filter_map(|file| {
        let named = parse_code(file.name())?;
        Some(Piece { named, file: *file, code: true })
    }));
    let expected = Expected::IfUsed(&|piece| pieces::sibling(piece, ".up.sql", ".down.sql"));
    let mut loaded = pieces::assemble(pieces, expected, |_, source| script(source).into());
    loaded.open_beginning = files.iter().any(|file| file.name() == INIT);
    let ignored = files.iter().copied().filter(|file| {
        let name = file.name();
        is_sql(name) && parse(name).is_none() && names::leading_digits(name).is_some()
    });
    pieces::report_unrecognized(&mut loaded, ignored, |file| {
        let name = file.name();
        Some(format!("Migratus does not run `{name}`: it takes `<number>-<name>.up.sql` and `.down.sql`"))
    });
    loaded
}

/// The directive counts at the very first byte only. Without a transaction each command is still one message.
fn script(source: &Arc<SourceFile>) -> ScriptSource {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    script.separators = separators(source.text());
    if source.text().starts_with(DIRECTIVE) {
        script.unit = match script.separators.is_empty() {
            true => TransactionUnit::OptOutButImplicit,
            false => TransactionUnit::PerStatement,
        };
        script.directive = Some(Span::new(0, DIRECTIVE.len()));
    }
    script
}

/// The lines that part a file, as wholes: what else stands on them goes with them. The last line ends nothing.
fn separators(text: &str) -> Vec<Range<usize>> {
    let parting =
        lines(text).filter(|(start, line)| line.contains("--;;") && text.len() > start + line.len());
    parting.map(|(start, line)| start..start + line.len()).collect()
}

fn parse(name: &str) -> Option<Named> {
    let (name, part) = match name.strip_suffix(".up.sql") {
        Some(stem) => (stem, Part::Up),
        None => (name.strip_suffix(".down.sql")?, Part::Down),
    };
    numbered(name, part)
}

/// Functions in Clojure, which a file in EDN names.
fn parse_code(name: &str) -> Option<Named> {
    numbered(name.strip_suffix(".edn")?, Part::Up)
}

fn numbered(stem: &str, part: Part) -> Option<Named> {
    let (version, rest) = names::leading_digits(stem)?;
    let name = rest.strip_prefix('-').filter(|name| !name.is_empty() && !name.contains('.'))?;
    Some(Named::numbered(version, name, part))
}
