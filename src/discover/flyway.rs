//! Flyway: `V<version>__<name>.sql` below one location, `U` undoing, `R` again whenever it changes. A version needs no
//! name behind it.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dialect;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lex::{Token, statement_heads};
use super::manifest;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::{File, Folder};
use crate::migration::{
    AfterEdit, Down, MigrationSource, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool,
    TransactionUnit,
};
use crate::source::SourceFile;

mod callback;
mod configuration;
mod locations;
mod path;
mod scheme;
mod test_locations;

pub(super) use callback::are_all as are_callbacks;
use configuration::Configuration;
pub(super) use locations::joined;
use scheme::Scheme;
use test_locations::TestLocations;

pub(super) static TOOL: Tool = Tool {
    name: "flyway",
    opt_out: OptOut::Words {
        how: "put `executeInTransaction=false` in a file of its name with `.conf` behind",
        splits: true,
        switch: Switch::FileBehind { ending: ".conf", text: "executeInTransaction=false\n" },
    },
    rollback: RollbackConvention::File,
    ledger: Some("flyway_schema_history"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Tree, detect, load };

fn detect(folder: Folder) -> Option<Confidence> {
    let configuration = Configuration::read(folder);
    let scheme = Scheme::read(&configuration);
    let beside = folder.parent().filter(|_| folder.name() == BASELINE);
    if beside.is_some_and(|above| above.folders().any(|other| baseline_of(other, &scheme).is_some())) {
        return None;
    }
    let configured = !configuration.is_empty();
    // `V1.sql` alone may be anything, unless it is where Flyway looks by default.
    let bare = configured || is_default_location(folder);
    let versioned = |name: &str| {
        let named = scheme.usual(name).and_then(|name| parse(&name));
        named.is_some_and(|named| !named.repeatable && (bare || !named.name.is_empty()))
    };
    let here = |folder: Folder| folder.files().any(|file| versioned(file.name()));
    // The standard location may hold subfolders only: one for each database, or each year.
    let location = matches!(folder.name(), "migration" | "migrations")
        && folder.folders().any(|inner| here(inner) || inner.folders().any(here))
        && !manifest::rust(folder, "refinery")
        && !are_locations(folder, &scheme);
    if !here(folder) && !location {
        return None;
    }
    Some(if configured { Confidence::MarkerFile } else { Confidence::Names })
}

/// `classpath:db/migration`, if nothing else is said.
fn is_default_location(folder: Folder) -> bool {
    folder.name() == "migration" && folder.parent().is_some_and(|above| above.name() == "db")
}

/// Folders that count from one each, for different databases or roles: a location of their own.
fn are_locations(folder: Folder, scheme: &Scheme) -> bool {
    let own = folder.folders().filter(|inner| dialect::of_folder(*inner).is_none());
    let all: Vec<_> =
        own.map(|inner| versions(inner, scheme)).filter(|versions| !versions.is_empty()).collect();
    all.iter().enumerate().any(|(at, one)| {
        all[at + 1..].iter().any(|other| 2 * one.intersection(other).count() >= one.len().min(other.len()))
    })
}

/// The versions of the migrations below a folder.
fn versions(folder: Folder, scheme: &Scheme) -> HashSet<Vec<u128>> {
    let files = folder.all_files();
    let named = files.iter().filter_map(|file| parse(&scheme.usual(file.name())?));
    let forward = named.filter(|named| !named.repeatable && named.part == Part::Up);
    forward.map(|named| named.order.numbers).collect()
}

/// What the location of a baseline beside the migrations is called.
const BASELINE: &str = "baseline";

/// The location beside a folder that holds version 1 alone, which `baselineOnMigrate` takes an older database to have,
/// where all versions of the folder are later.
fn baseline_of<'a>(folder: Folder<'a>, scheme: &Scheme) -> Option<Folder<'a>> {
    let baseline = folder.parent()?.folder(BASELINE).filter(|_| folder.name().starts_with("migration"))?;
    let later = versions(folder, scheme);
    let goes_on = !later.is_empty() && later.iter().all(|version| *version > vec![1]);
    (goes_on && versions(baseline, scheme).iter().eq([&vec![1]])).then_some(baseline)
}

fn load(folder: Folder) -> Loaded {
    load_locations(folder, &[])
}

/// One history over several folders.
pub(super) fn load_locations(folder: Folder, also: &[Folder]) -> Loaded {
    let configuration = Configuration::read(folder);
    let settings = Settings::read(&configuration);
    let scheme = Scheme::read(&configuration);
    let usual = |file: &File| scheme.usual(file.name()).unwrap_or_default().into_owned();
    let mut loaded = Loaded::default();
    let mut files = dialect::own_files(folder, &mut loaded);
    also.iter().for_each(|other| files.append(&mut dialect::own_files(*other, &mut loaded)));
    leave_out_tests(folder, &mut files, &mut loaded);
    let baseline = baseline_of(folder, &scheme);
    files.extend(baseline.into_iter().flat_map(Folder::all_files));
    let baselines = files.iter().filter(|file| parse_as(&usual(file), 'B').is_some());
    let baseline_notes: Vec<String> = baselines.map(|file| file.shown()).collect();
    let named = |name: &str| scheme.usual(name).and_then(|name| parse(&name));
    let pieces = pieces::recognize(files.iter().copied(), named);
    let undo_name = |piece: &Piece| scheme.undo_name(piece);
    let expected = Expected::IfUsed(&undo_name);
    let assembled =
        pieces::assemble(pieces, expected, |piece, source| script(piece, source, &settings).into());
    let notes = std::mem::take(&mut loaded.notes);
    let path = path::search_path(&configuration).map(|path| ("search_path".to_owned(), path));
    let lock = configuration.has_no_lock().then(|| (OWN_LOCK.to_owned(), "false".to_owned()));
    loaded = Loaded { notes, settings: path.into_iter().chain(lock).collect(), ..assembled };
    for path in baseline_notes {
        loaded.note(path, "is a baseline for new databases, not a step of the history: left out");
    }
    for file in files.iter().filter(|file| callback::is_callback(file.name())) {
        loaded.note(file.shown(), "is a callback of Flyway, not a migration: left out");
    }
    // It was written from a database that was there, whose search path the migrations may rely on.
    loaded.open_beginning = baseline.is_some();
    let modules: BTreeSet<PathBuf> =
        [folder].iter().chain(also).filter_map(|folder| sources(*folder)).collect();
    modules.iter().flat_map(|module| in_code(module)).for_each(|code| insert(&mut loaded, &code));
    let looks_alike =
        files.iter().copied().filter(|file| parse(&usual(file)).is_none() && looks_versioned(&usual(file)));
    pieces::report_unrecognized(&mut loaded, looks_alike, |file| {
        let name = file.name();
        Some(format!("Flyway does not run `{name}`: its names are like `{}`", scheme.example()))
    });
    loaded
}

/// Whether only the tests' configuration names a folder as a location.
pub(super) fn is_of_tests(folder: Folder) -> bool {
    folder.files().next().is_some() && TestLocations::of(folder.path()).has(folder.path())
}

/// Takes away what lies in locations that only the tests have. A folder that is itself one of them was asked for.
fn leave_out_tests(folder: Folder, files: &mut Vec<File>, loaded: &mut Loaded) {
    let of_tests = TestLocations::of(folder.path());
    if of_tests.is_empty() || of_tests.has(folder.path()) {
        return;
    }
    let mut noted = BTreeSet::new();
    files.retain(|file| {
        let is_of_tests = of_tests.has(file.folder.path());
        if is_of_tests {
            noted.insert(file.folder.shown());
        }
        !is_of_tests
    });
    for path in noted {
        loaded.note(path, OF_TESTS.to_owned() + ": left out; name it to have it linted");
    }
}

/// What such a folder is, as a sentence behind its path.
pub(super) const OF_TESTS: &str = "is a location of Flyway for the tests alone";

fn parse(name: &str) -> Option<Named> {
    parse_as(name, 'V').or_else(|| parse_as(name, 'U')).or_else(|| parse_as(name, 'R'))
}

fn parse_as(name: &str, prefix: char) -> Option<Named> {
    let stem = names::without_sql(name)?.strip_prefix(prefix)?;
    // Without the separator all of it is the version: `V6.10.1.1.sql`.
    let (version, description) = stem.split_once("__").unwrap_or((stem, ""));
    if prefix == 'R' {
        let order = Order::text(description);
        let named = Named {
            order,
            version: String::new(),
            name: description.to_owned(),
            part: Part::Up,
            repeatable: true,
        };
        return version.is_empty().then_some(named);
    }
    let numbers = parse_version(version)?;
    let part = if prefix == 'U' { Part::Down } else { Part::Up };
    let order = Order { numbers, text: String::new() };
    let version = version.replace('_', ".");
    Some(Named { order, version, name: description.to_owned(), part, repeatable: false })
}

fn parse_version(version: &str) -> Option<Vec<u128>> {
    let mut numbers = names::dotted(version)?;
    // 1.0 and 1 are one version.
    while numbers.len() > 1 && numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

/// `V12_x.sql`: a version and a description with one underscore between.
fn looks_versioned(name: &str) -> bool {
    let digits = name.strip_prefix('V').and_then(names::leading_digits);
    digits.is_some_and(|(_, rest)| rest.starts_with(['_', '.', '-'])) && super::tree::is_sql(name)
}

/// What the configuration says for all files.
struct Settings {
    group: bool,
    mixed: bool,
    in_transaction: bool,
}

impl Settings {
    fn read(configuration: &Configuration) -> Self {
        Self {
            group: configuration.says("group", "true"),
            mixed: configuration.says("mixed", "true"),
            in_transaction: !configuration.says(IN_TRANSACTION, "false"),
        }
    }
}

/// Flyway's lock, which builds of indexes wait for.
const OWN_LOCK: &str = "flyway.postgresql.transactional.lock";

/// As the names of settings are compared.
const IN_TRANSACTION: &str = "executeintransaction";

fn script(piece: &Piece, source: &Arc<SourceFile>, settings: &Settings) -> ScriptSource {
    let sidecar = piece.file.folder.file(&format!("{}.conf", piece.file.name()));
    let own = sidecar.map(|file| file.settings(configuration::own)).unwrap_or_default();
    let says = |value: &str| own.iter().any(|(key, said)| key == IN_TRANSACTION && said == value);
    let opts_out = match () {
        () if says("false") => true,
        () if says("true") => false,
        () => !settings.in_transaction || goes_without(source.text(), settings.mixed),
    };
    let unit = match (opts_out, settings.group) {
        (true, _) => TransactionUnit::PerStatement,
        (false, true) => TransactionUnit::AllPending,
        (false, false) => TransactionUnit::PerFile,
    };
    ScriptSource::whole(Arc::clone(source), unit)
}

/// Flyway leaves the transaction out by itself where no statement of the file can run in one. It refuses a file that
/// has both kinds, unless `mixed` is set; such a file is taken to run in its transaction, where it fails.
fn goes_without(text: &str, mixed: bool) -> bool {
    let heads = statement_heads(text, 4);
    let apart = heads.iter().filter(|head| cannot_run_in_transaction(head)).count();
    apart > 0 && (mixed || apart == heads.len())
}

fn cannot_run_in_transaction(head: &[Token]) -> bool {
    let is =
        |at: usize, words: &[&str]| head.get(at).is_some_and(|token| words.iter().any(|word| token.is(word)));
    let create_or_drop = is(0, &["create", "drop"]);
    let index = if is(1, &["unique"]) { 2 } else { 1 };
    let reindexed = if is(1, &["verbose"]) { 2 } else { 1 };
    (create_or_drop && is(1, &["database", "tablespace", "subscription"]))
        || (create_or_drop && is(index, &["index"]) && is(index + 1, &["concurrently"]))
        || (is(0, &["alter"]) && is(1, &["system"]))
        || (is(0, &["reindex"]) && is(reindexed, &["schema", "database", "system"]))
        || is(0, &["vacuum"])
        || (is(0, &["discard"]) && is(1, &["all"]))
}

/// The folder of a module that holds its sources, beside the resources in which migrations lie.
fn sources(folder: Folder) -> Option<PathBuf> {
    let resources = folder.path().ancestors().find(|above| above.ends_with("resources"))?;
    resources.parent().map(Path::to_path_buf)
}

/// Migrations in Java or Kotlin.
fn in_code(module: &Path) -> Vec<Named> {
    let sources = ["java", "kotlin", "groovy", "scala"].into_iter().map(|language| module.join(language));
    let entries =
        sources.filter(|path| path.is_dir()).flat_map(|path| ignore::WalkBuilder::new(path).build());
    let named = entries.flatten().filter_map(|entry| {
        let name = names::code_as_sql(&entry.file_name().to_string_lossy())?;
        // `V1.java` is the first version of an interface, and so may `V2__Order.java` be.
        let named = parse(&name).filter(|named| named.part == Part::Up && !named.name.is_empty())?;
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        text.contains("Migration").then_some(named)
    });
    named.collect()
}

/// Puts a migration whose text is not SQL where it runs.
fn insert(loaded: &mut Loaded, code: &Named) {
    let is_later = |migration: &MigrationSource| {
        let version = parse_version(&migration.version);
        !code.repeatable
            && (migration.repeatable || version.is_some_and(|version| version > code.order.numbers))
    };
    let at = loaded.migrations.iter().position(is_later).unwrap_or(loaded.migrations.len());
    loaded.migrations.insert(at, pieces::migration(code, None, Down::NotExpected));
    loaded.holes = true;
}
