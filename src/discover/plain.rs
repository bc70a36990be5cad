//! A folder of no tool in particular: numbered files, or folders of them, in natural order.

use std::collections::HashSet;
use std::sync::Arc;

use super::dialect::{self, FileDialect, Twins};
use super::hasura;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::names::{self, Order};
use super::picture;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::{File, Folder};
use crate::migration::{
    AfterEdit, Down, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "plain",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::File,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

/// Nothing says how the files are run, so only their own BEGIN and COMMIT count.
pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::Script, extent: Extent::Files, detect, load };

/// Version folders of files: `3.9/01_x.sql`, `3.10/01_y.sql`.
pub(super) static NESTED: Layout = Layout {
    tool: &TOOL,
    unit: TransactionUnit::Script,
    extent: Extent::Tree,
    detect: detect_nested,
    load: load_nested,
};

/// Files of the next release above the folders of those before it: `R2016_07_12/x.sql`.
pub(super) static RELEASES: Layout = Layout {
    tool: &TOOL,
    unit: TransactionUnit::Script,
    extent: Extent::Tree,
    detect: detect_releases,
    load: load_releases,
};

/// What a folder of ways back is called, beside the one of the scripts that they undo.
const WAYS_BACK: &[&str] =
    &["down", "downgrade", "downgrades", "rollback", "rollbacks", "revert", "reverts", "undo"];

/// Most SQL files are numbered, or the folder is called after migrations.
fn detect(folder: Folder) -> Option<Confidence> {
    if folder.parent().is_some_and(|above| above.folders().any(|forward| undoes(folder, forward))) {
        return None;
    }
    let (mut all, mut numbered) = (0, 0);
    for file in steps(folder) {
        all += 1;
        numbered += usize::from(version(file.name()).is_some() || is_called_migration(file.name()));
    }
    let named = is_called_after_migrations(folder);
    (all > 0 && (named || (numbered >= 2 && numbered * 2 > all))).then_some(Confidence::Plain)
}

fn steps<'a>(folder: Folder<'a>) -> impl Iterator<Item = File<'a>> {
    folder.sql_files().filter(|file| !picture::is_no_step(file))
}

pub(super) fn is_called_after_migrations(folder: Folder) -> bool {
    folder.name().to_ascii_lowercase().contains("migration")
}

/// `migration-1-0002-20240219.sql`.
fn is_called_migration(name: &str) -> bool {
    let rest = name.get(.."migration".len()).filter(|word| word.eq_ignore_ascii_case("migration"));
    let rest = rest.and_then(|word| name.get(word.len()..)?.strip_prefix(['-', '_', '.']));
    rest.is_some_and(|rest| names::leading_digits(rest).is_some())
}

fn detect_nested(folder: Folder) -> Option<Confidence> {
    let versions =
        folder.folders().filter(|inner| inner.has_sql_below() && folder_version(inner.name()).is_some());
    (versions.count() >= 2 || step_folders(folder).count() >= 2).then_some(Confidence::Plain)
}

/// Dated folders, and beside them files without a number in a folder that is called after migrations.
fn detect_releases(folder: Folder) -> Option<Confidence> {
    let released = folder.folders().any(|inner| is_date(inner.name()) && inner.sql_files().next().is_some());
    let mut next = steps(folder).peekable();
    let is_next = next.peek().is_some() && next.all(|file| version(file.name()).is_none());
    (released && is_next && is_called_after_migrations(folder)).then_some(Confidence::Plain)
}

/// Whether most files of a folder undo those of the same name in another.
fn undoes(back: Folder, forward: Folder) -> bool {
    let same = back.sql_files().filter(|file| forward.has(file.name())).count();
    WAYS_BACK.contains(&back.name()) && back.path() != forward.path() && 2 * same > back.sql_files().count()
}

/// Folders for one migration each, of a tool that nothing tells: `7-add-index/up.sql`.
fn step_folders(folder: Folder) -> impl Iterator<Item = Folder> {
    let numbered = |name: &str| names::leading_digits(name).is_some_and(|(_, rest)| !rest.is_empty());
    folder.folders().filter(move |inner| inner.has("up.sql") && numbered(inner.name()))
}

fn load(folder: Folder) -> Loaded {
    let is_numbered = |name: &str| version(name).is_some();
    let pictures: Vec<String> =
        picture::of_the_end(steps(folder), is_numbered).into_iter().map(|file| file.shown()).collect();
    let twins = Twins::in_folder(folder);
    let is_step = |file: &File| !pictures.contains(&file.shown()) && !twins.leave_out(file.name());
    let code =
        folder.files().filter(|file| names::code_as_sql(file.name()).is_some() && is_numbered(file.name()));
    let mut pieces = pieces::recognize(steps(folder).filter(is_step).chain(code), |name| parse("", name));
    let above = folder.parent();
    let back = above.and_then(|above| above.folders().find(|beside| undoes(*beside, folder)));
    let downs = back.map(|back| pieces::recognize(back.sql_files(), |name| parse("", name)));
    for mut down in downs.into_iter().flatten() {
        down.named.part = Part::Down;
        pieces.push(down);
    }
    let mut loaded = match back {
        Some(back) => scripts(pieces, &|piece| format!("{}/{}", back.shown(), piece.file.name())),
        None => scripts(pieces, &beside),
    };
    twins.mark(folder, &mut loaded);
    for path in pictures {
        loaded
            .note(path, "makes again what the numbered files have made: left out; name it to have it linted");
    }
    loaded
}

fn load_nested(folder: Folder) -> Loaded {
    let mut pieces = hasura::in_folders(folder, |name| {
        let (version, numbers) = leading_version(name);
        let order = Order { numbers, text: String::new() };
        let description = name.trim_start_matches(version).trim_start_matches(['-', '_', '.', ' ']);
        let (version, name) = (version.to_owned(), description.to_owned());
        (!version.is_empty()).then_some(Named { order, version, name, part: Part::Up, repeatable: false })
    });
    let read: HashSet<&str> = pieces.iter().map(|piece| piece.file.folder.name()).collect();
    let versions = folder.folders().filter(|inner| !read.contains(inner.name()));
    pieces.extend(in_versions(versions));
    scripts(pieces, &beside)
}

/// The releases by their dates, and then what is not released yet.
fn load_releases(folder: Folder) -> Loaded {
    let mut pieces = in_versions(folder.folders().filter(|inner| is_date(inner.name())));
    pieces.extend(pieces::recognize(steps(folder), |name| parse("", name)));
    let mut loaded = scripts(pieces, &beside);
    for other in folder.folders().filter(|inner| inner.has_sql_below() && !is_date(inner.name())) {
        loaded.note(other.shown(), "has no date beside dated releases: left out; name it to have it linted");
    }
    loaded
}

/// The files of version folders.
fn in_versions<'a>(folders: impl Iterator<Item = Folder<'a>>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for inner in folders {
        let Some(numbers) = folder_version(inner.name()) else { continue };
        let files = inner.all_files().into_iter();
        for mut piece in pieces::recognize(files, |name| parse(inner.name(), name)) {
            if piece.code && version(piece.file.name()).is_none() {
                continue;
            }
            let mut order = numbers.clone();
            order.append(&mut piece.named.order.numbers);
            piece.named.order.numbers = order;
            pieces.push(piece);
        }
    }
    pieces
}

/// Every SQL file below, in natural order of their paths: what a user asks for who names such a folder.
pub(super) fn load_tree(folder: Folder) -> Loaded {
    let mut foreign = Loaded::default();
    let mut files: Vec<File> = dialect::own_files(folder, &mut foreign);
    files.retain(|file| super::tree::is_sql(file.name()) && !picture::is_no_step(file));
    files.sort_by_cached_key(|file| file.shown());
    files.sort_by(|left, right| names::natural(&left.shown(), &right.shown()));
    let mut loaded = load_files(&files);
    for migration in &mut loaded.migrations {
        migration.unordered = version(&format!("{}.sql", migration.name)).is_none();
        // What undoes one may have any name of its own.
        if migration.unordered && matches!(migration.down, Down::Missing { .. }) {
            migration.down = Down::NotExpected;
        }
    }
    loaded.notes.append(&mut foreign.notes);
    loaded
}

/// Files in the order given.
pub(super) fn load_files(files: &[File]) -> Loaded {
    let piece = |(at, file): (usize, &File)| -> Option<Named> {
        let (at, named) = match undone_by(files, file) {
            Some((at, undone)) => (at, Named { part: Part::Down, ..parse("", undone.name())? }),
            None => (at, parse("", file.name())?),
        };
        Some(Named { order: Order { numbers: vec![at as u128], text: String::new() }, ..named })
    };
    let pieces = files
        .iter()
        .enumerate()
        .filter_map(|(at, file)| Some(Piece { named: piece((at, file))?, file: *file, code: false }));
    scripts(pieces.collect(), &beside)
}

/// The file beside it that one undoes by its name, and its place: `Rollback-add-note.sql` undoes `Add-note.sql`.
fn undone_by<'f, 't>(files: &'f [File<'t>], file: &File<'t>) -> Option<(usize, &'f File<'t>)> {
    let name = file.name().to_lowercase();
    let (word, undone) = name.split_once(['-', '_', ' '])?;
    let is_undone =
        |other: &File| other.folder.path() == file.folder.path() && other.name().to_lowercase() == undone;
    files.iter().enumerate().find(|(_, other)| is_undone(other)).filter(|_| WAYS_BACK.contains(&word))
}

/// The way back that is written beside a script.
fn beside(piece: &Piece) -> String {
    match piece.file.name() {
        "up.sql" => pieces::sibling(piece, "up.sql", "down.sql"),
        name if name.ends_with(".up.sql") => pieces::sibling(piece, ".up.sql", ".down.sql"),
        _ => pieces::sibling(piece, ".sql", ".down.sql"),
    }
}

pub(super) fn scripts(pieces: Vec<Piece>, way_back: &dyn Fn(&Piece) -> String) -> Loaded {
    let expected = Expected::IfUsed(way_back);
    let mut loaded = pieces::assemble(pieces, expected, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::Script).into()
    });
    // Two files of one number are in order all the same: nothing says that this number is recorded.
    loaded.ordering.clear();
    loaded
}

fn parse(folder: &str, name: &str) -> Option<Named> {
    if matches!(dialect::of_file(name), Some(FileDialect::Other(_))) {
        return None;
    }
    // `x.sql.postgres` stands beside `x.sql.sqlite`, or beside an `x.sql` for both.
    let own = name.rsplit_once('.').filter(|_| dialect::of_file(name) == Some(FileDialect::Postgres));
    let stem = names::without_sql(name).or_else(|| names::without_sql(own?.0))?;
    let (stem, part) = strip_direction(stem);
    let (order, version) = match version(name).map(|_| leading_version(stem)) {
        Some((version, numbers)) => (Order { numbers, text: String::new() }, version),
        None => (Order { numbers: vec![u128::MAX], text: stem.to_owned() }, stem),
    };
    let version = if folder.is_empty() { version.to_owned() } else { format!("{folder}/{version}") };
    Some(Named { order, version, name: stem.to_owned(), part, repeatable: false })
}

/// All the numbers that a name begins with: `2024-01-31_x` has three.
pub(super) fn leading_version(stem: &str) -> (&str, Vec<u128>) {
    let bare = stem.trim_start_matches(['v', 'V']);
    let mut numbers = Vec::new();
    let (mut rest, mut end) = (bare, 0);
    while let Some((digits, after)) = names::leading_digits(rest) {
        if !(after.is_empty() || after.starts_with(['_', '-', '.', ' '])) {
            break;
        }
        numbers.push(whole_time(digits));
        end = bare.len() - after.len();
        rest = after.get(1..).unwrap_or_default();
    }
    (&bare[..end], numbers)
}

/// A number, or a time down to its second: `20240131` stands for the beginning of that day, before `20240131093000`.
fn whole_time(digits: &str) -> u128 {
    let is_time =
        matches!(digits.len(), 8 | 10 | 12) && (digits.starts_with("19") || digits.starts_with("20"));
    match is_time {
        true => names::number(&format!("{digits:0<14}")),
        false => names::number(digits),
    }
}

/// The name without `.up` or `.down`, and which of them it was.
fn strip_direction(stem: &str) -> (&str, Part) {
    for (end, part) in [
        (".up", Part::Up),
        (".down", Part::Down),
        ("_up", Part::Up),
        ("_down", Part::Down),
        (".rollback", Part::Down),
        ("_rollback", Part::Down),
        (".undo", Part::Down),
        (".revert", Part::Down),
    ] {
        if let Some(stem) = stem.strip_suffix(end) {
            return (stem, part);
        }
    }
    (stem, Part::Up)
}

/// The number that a name begins with, perhaps after a `V`, and a description behind it.
fn version(name: &str) -> Option<(&str, &str)> {
    let bare = name.strip_prefix(['v', 'V']);
    let (digits, rest) = names::leading_digits(bare.unwrap_or(name))?;
    let separators: &[char] = if bare.is_some() { &['_', '.'] } else { &['_', '-', '.', ' '] };
    let described = rest.strip_prefix(separators).is_some_and(|rest| rest.len() > 3);
    (described || (bare.is_none() && rest.eq_ignore_ascii_case(".sql"))).then_some((digits, rest))
}

/// A date, `2016_07_12`, perhaps behind an `R` for release.
fn is_date(name: &str) -> bool {
    let numbers = names::dotted(name.strip_prefix(['r', 'R']).unwrap_or(name));
    matches!(numbers.as_deref(), Some([1990..2100, 1..=12, 1..=31]))
}

/// `3.10`, `v3.10`, `R2016_07_12`, and `3.10.0-beta.2`, which comes before `3.10.0`.
fn folder_version(name: &str) -> Option<Vec<u128>> {
    let prefixes: &[char] = if is_date(name) { &['r', 'R'] } else { &['v', 'V'] };
    let version = name.strip_prefix(prefixes).unwrap_or(name);
    names::dotted(version).or_else(|| {
        let (release, stage) = version.split_once('-')?;
        let early = stage.starts_with(|first: char| first.is_ascii_alphabetic()) && release.contains('.');
        let mut numbers = names::dotted(release).filter(|_| early)?;
        numbers.push(0);
        numbers.extend(
            stage.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<u128>().ok()),
        );
        Some(numbers)
    })
}
