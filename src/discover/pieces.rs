//! Files that a layout recognized by name, paired by version into migrations.

use std::collections::HashMap;
use std::sync::Arc;

use super::layout::Loaded;
use super::names::{self, Order};
use super::tree::{File, Folder, read_ahead};
use crate::migration::{Down, MigrationSource, OrderingKind, OrderingProblem, ScriptSource};
use crate::source::SourceFile;

/// What a file's name says.
pub(super) struct Named {
    pub(super) order: Order,
    pub(super) version: String,
    pub(super) name: String,
    pub(super) part: Part,
    pub(super) repeatable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// The way forward, or both ways in sections of one file.
    Up,
    Down,
}

impl Named {
    pub(super) fn numbered(digits: &str, name: &str, part: Part) -> Self {
        Self {
            order: Order::number(digits),
            version: digits.to_owned(),
            name: name.to_owned(),
            part,
            repeatable: false,
        }
    }

    /// `<version>_<name>` as a whole, where the version need not be a number.
    pub(super) fn tagged(tag: &str, order: Order) -> Self {
        let (version, name) = tag.split_once('_').unwrap_or((tag, ""));
        let (version, name) = (version.to_owned(), name.to_owned());
        Self { order, version, name, part: Part::Up, repeatable: false }
    }
}

/// A recognized file.
pub(super) struct Piece<'a> {
    pub(super) named: Named,
    pub(super) file: File<'a>,
    /// It is written in a programming language.
    pub(super) code: bool,
}

/// What one file holds: a script, and its way back where that is a section of the same file.
pub(super) struct Halves {
    pub(super) script: ScriptSource,
    pub(super) down: Option<ScriptSource>,
    /// Further blocks of the file, which the tool runs one by one after the first.
    pub(super) more: Vec<Halves>,
}

impl Halves {
    pub(super) fn new(script: ScriptSource, down: Option<ScriptSource>) -> Self {
        Self { script, down, more: Vec::new() }
    }
}

impl From<ScriptSource> for Halves {
    fn from(script: ScriptSource) -> Self {
        Self::new(script, None)
    }
}

/// Where a way back is looked for, and whether its absence matters.
#[derive(Clone, Copy)]
pub(super) enum Expected<'e> {
    /// The tool has no way back.
    Never,
    /// Wherever at least one migration of the history has one.
    IfUsed(&'e dyn Fn(&Piece) -> String),
    /// The tool demands one.
    Always(&'e dyn Fn(&Piece) -> String),
}

/// Recognizes the files of a folder by their names, those in programming languages too.
pub(super) fn recognize<'a>(
    files: impl Iterator<Item = File<'a>>,
    parse: impl Fn(&str) -> Option<Named>,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for file in files {
        if let Some(named) = parse(file.name()) {
            pieces.push(Piece { named, file, code: false });
        } else if let Some(named) = names::code_as_sql(file.name()).and_then(|name| parse(&name)) {
            pieces.push(Piece { named, file, code: true });
        }
    }
    pieces
}

/// Pairs ups with downs by version, in the order they run.
pub(super) fn assemble(
    mut pieces: Vec<Piece>,
    expected: Expected,
    read: impl Fn(&Piece, &Arc<SourceFile>) -> Halves,
) -> Loaded {
    let sql: Vec<File> = pieces.iter().filter(|piece| !piece.code).map(|piece| piece.file).collect();
    read_ahead(&sql);
    pieces.sort_by(|left, right| {
        let key = |piece: &Piece| (piece.named.repeatable, piece.named.part);
        left.named
            .repeatable
            .cmp(&right.named.repeatable)
            .then_with(|| left.named.order.cmp(&right.named.order))
            .then_with(|| key(left).cmp(&key(right)))
            // `1_orders.sql` comes before `1_orders-keys.sql`, whatever the sign.
            .then_with(|| stem(left).cmp(stem(right)))
            .then_with(|| left.file.name().cmp(right.file.name()))
    });
    let mut loaded = Loaded::default();
    let same = |left: &Piece, right: &Piece| {
        left.named.order == right.named.order && left.named.repeatable == right.named.repeatable
    };
    for group in pieces.chunk_by(same) {
        version(group, &read, &mut loaded);
    }
    settle_missing(&mut loaded, &pieces, expected);
    loaded
}

fn stem<'a>(piece: &Piece<'a>) -> &'a str {
    let name = piece.file.name();
    names::without_sql(name).unwrap_or(name)
}

/// All files of one version: as a rule one up and perhaps one down.
fn version(group: &[Piece], read: &impl Fn(&Piece, &Arc<SourceFile>) -> Halves, loaded: &mut Loaded) {
    let (ups, mut downs): (Vec<&Piece>, Vec<&Piece>) =
        group.iter().partition(|piece| piece.named.part == Part::Up);
    if ups.is_empty() {
        loaded.holes = true;
        for down in downs {
            if let Some(script) = script(down, read, loaded) {
                loaded.migrations.push(migration(&down.named, None, Down::Script(script.script)));
            }
        }
        return;
    }
    for (at, up) in ups.iter().enumerate() {
        if let (Some(first), true) = (ups.first(), at > 0) {
            duplicate(first, up, loaded);
        }
        // What runs an SQL file of its own name does nothing else.
        if up.code && ups.iter().any(|other| !other.code && other.named.name == up.named.name) {
            loaded.holes = true;
            continue;
        }
        // A pair of one version may differ in name, unless several pairs share the version.
        let by_name = downs.iter().position(|down| down.named.name == up.named.name);
        let down = by_name.or((ups.len() == 1 && !downs.is_empty()).then_some(0)).map(|at| downs.remove(at));
        let down_code = down.is_some_and(|down| down.code);
        let down_script = down.filter(|down| !down.code).and_then(|down| script(down, read, loaded));
        let mut up_halves = if up.code { None } else { script(up, read, loaded) };
        loaded.holes |= up_halves.is_none();
        let more = up_halves.as_mut().map(|halves| std::mem::take(&mut halves.more)).unwrap_or_default();
        let (up_script, section) = up_halves.map(|halves| (halves.script, halves.down)).unzip();
        let down = match (down_script.map(|halves| halves.script).or(section.flatten()), down_code || up.code)
        {
            (Some(script), _) => Down::Script(script),
            (None, true) => Down::Code,
            (None, false) => Down::NotExpected,
        };
        loaded.migrations.push(migration(&up.named, up_script, down));
        for halves in more {
            let down = halves.down.map_or(Down::NotExpected, Down::Script);
            loaded.migrations.push(migration(&up.named, Some(halves.script), down));
        }
    }
}

/// A migration that is named so; without a script where it is written in a programming language or could not be read.
pub(super) fn migration(
    named: &Named,
    up: Option<ScriptSource>,
    down: Down<ScriptSource>,
) -> MigrationSource {
    MigrationSource {
        version: named.version.clone(),
        name: named.name.clone(),
        repeatable: named.repeatable,
        judged: true,
        unordered: false,
        up,
        down,
    }
}

fn script(
    piece: &Piece,
    read: &impl Fn(&Piece, &Arc<SourceFile>) -> Halves,
    loaded: &mut Loaded,
) -> Option<Halves> {
    match piece.file.source() {
        Ok(source) => Some(read(piece, source)),
        Err(failure) => {
            loaded.failures.push(failure.clone());
            None
        }
    }
}

fn duplicate(first: &Piece, second: &Piece, loaded: &mut Loaded) {
    if let (Ok(other), Ok(source)) = (first.file.source(), second.file.source()) {
        loaded.ordering.push(same_version(other, source, &second.named.version));
    }
}

/// Under a tool that orders by the whole name and records the version: two files of one version.
pub(super) fn report_same_versions(loaded: &mut Loaded) {
    let mut first_of: HashMap<&str, &Arc<SourceFile>> = HashMap::new();
    let mut problems = Vec::new();
    for migration in &loaded.migrations {
        let Some(up) = &migration.up else { continue };
        let first = *first_of.entry(&migration.version).or_insert(&up.source);
        if !Arc::ptr_eq(first, &up.source) {
            problems.push(same_version(first, &up.source, &migration.version));
        }
    }
    loaded.ordering.extend(problems);
}

fn same_version(first: &Arc<SourceFile>, second: &Arc<SourceFile>, version: &str) -> OrderingProblem {
    let name = |source: &SourceFile| source.path().rsplit('/').next().unwrap_or_default().to_owned();
    OrderingProblem {
        kind: OrderingKind::DuplicateVersion,
        source: Arc::clone(second),
        message: format!(
            "`{}` has the version {version} of `{}`: only one of them can be recorded as applied",
            name(second),
            name(first)
        ),
        other: Some(Arc::clone(first)),
    }
}

/// Turns "none there" into "missing" where the tool or the team expects a way back.
fn settle_missing(loaded: &mut Loaded, pieces: &[Piece], expected: Expected) {
    let where_to = match expected {
        Expected::Never => return,
        Expected::IfUsed(where_to) => {
            let goes_back = |migration: &MigrationSource| match migration.down {
                Down::NotExpected => false,
                // The tool may demand it of code.
                Down::Code => migration.up.is_some(),
                _ => true,
            };
            if !loaded.migrations.iter().any(goes_back) {
                return;
            }
            where_to
        }
        Expected::Always(where_to) => where_to,
    };
    let places = pieces
        .iter()
        .filter(|piece| piece.named.part == Part::Up && !piece.code)
        .map(|piece| (piece.file.shown(), where_to(piece)))
        .collect::<HashMap<_, _>>();
    for migration in &mut loaded.migrations {
        let place = migration.up.as_ref().and_then(|up| places.get(&**up.source.path()));
        if let (Down::NotExpected, false, Some(expected)) = (&migration.down, migration.repeatable, place) {
            migration.down = Down::Missing { expected: expected.clone() };
        }
    }
}

/// The file that a piece's name becomes when its end is replaced, as the user would write its path.
pub(super) fn sibling(piece: &Piece, end: &str, replacement: &str) -> String {
    let shown = piece.file.shown();
    match shown.strip_suffix(end) {
        Some(stem) => format!("{stem}{replacement}"),
        None => format!("{shown}{replacement}"),
    }
}

/// Files that look like migrations although the tool passes over them or refuses them.
pub(super) fn report_unrecognized<'a>(
    loaded: &mut Loaded,
    files: impl Iterator<Item = File<'a>>,
    message: impl Fn(File) -> Option<String>,
) {
    for file in files {
        let Some(message) = message(file) else { continue };
        match file.source() {
            Ok(source) => loaded.ordering.push(OrderingProblem {
                kind: OrderingKind::Unrecognized,
                source: Arc::clone(source),
                message,
                other: None,
            }),
            Err(failure) => loaded.failures.push(failure.clone()),
        }
    }
}

/// Under a tool that compares names as text: where that runs a greater number before a smaller one.
pub(super) fn report_text_order(loaded: &mut Loaded, tool: &str) {
    let mut problems = Vec::new();
    for pair in loaded.migrations.windows(2) {
        let [before, after] = pair else { continue };
        let (Some((first, _)), Some((second, _))) =
            (names::leading_digits(&before.version), names::leading_digits(&after.version))
        else {
            continue;
        };
        // Dates of different precision are in the right order as text.
        let is_date = |digits: &str| digits.len() >= 8;
        if is_date(first) || is_date(second) || names::number(first) <= names::number(second) {
            continue;
        }
        if let (Some(up), Some(next)) = (&before.up, &after.up) {
            problems.push(OrderingProblem {
                kind: OrderingKind::OutOfOrder,
                source: Arc::clone(&next.source),
                message: format!(
                    "{tool} compares names as text, so version {second} runs after version {first}: give all numbers the same length"
                ),
                other: Some(Arc::clone(&up.source)),
            });
        }
    }
    loaded.ordering.extend(problems);
}

/// The SQL files of a folder that a layout's rule on names does not cover, though they begin like one.
pub(super) fn numbered_but_unknown<'a>(
    folder: Folder<'a>,
    known: impl Fn(&str) -> bool,
) -> impl Iterator<Item = File<'a>> {
    folder.sql_files().filter(move |file| !known(file.name()) && names::leading_digits(file.name()).is_some())
}
