//! Scripts that a framework prints from migrations in code: Alembic's `--sql`, Django's `sqlmigrate`, Rails'
//! `structure.sql`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part};
use super::tree::{File, Folder};
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static ALEMBIC: Tool = Tool {
    name: "alembic",
    opt_out: OptOut::Words {
        how: "wrap it in `with op.get_context().autocommit_block():`",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::None,
    ledger: Some("alembic_version"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static DJANGO: Tool = Tool {
    name: "django",
    opt_out: OptOut::Words {
        how: "set `atomic = False` in the migration",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::None,
    ledger: Some("django_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static RAILS: Tool = Tool {
    name: "rails",
    opt_out: OptOut::Words {
        how: "write `disable_ddl_transaction!` in the migration",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::None,
    ledger: Some("schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

/// The printed BEGIN and COMMIT are in the files themselves.
const UNIT: TransactionUnit = TransactionUnit::Script;

pub(super) static ALEMBIC_LAYOUT: Layout = Layout {
    tool: &ALEMBIC,
    unit: UNIT,
    extent: Extent::Files,
    detect: |folder| folder.any_text(is_alembic).then_some(Confidence::Content),
    load: |folder| load(folder, is_alembic),
};

pub(super) static DJANGO_LAYOUT: Layout = Layout {
    tool: &DJANGO,
    unit: UNIT,
    extent: Extent::Files,
    detect: |folder| folder.any_text(is_django).then_some(Confidence::Content),
    load: |folder| load(folder, is_django),
};

pub(super) static RAILS_LAYOUT: Layout =
    Layout { tool: &RAILS, unit: UNIT, extent: Extent::Files, detect: detect_rails, load: load_rails };

/// The tool that printed a script, if it can be told.
pub(super) fn tool_of(name: &str, text: &str) -> Option<&'static Tool> {
    if is_alembic(text) {
        Some(&ALEMBIC)
    } else if is_django(text) {
        Some(&DJANGO)
    } else {
        name.ends_with(STRUCTURE).then_some(&RAILS)
    }
}

const STRUCTURE: &str = "structure.sql";

fn is_alembic(text: &str) -> bool {
    lines(text)
        .any(|(_, line)| line.starts_with("-- Running upgrade ") || line.starts_with("-- Running downgrade "))
}

/// `--`, a line that describes an operation, `--`.
fn is_django(text: &str) -> bool {
    const OPERATIONS: &[&str] = &[
        "Create model ",
        "Add field ",
        "Alter field ",
        "Remove field ",
        "Rename field ",
        "Rename model ",
        "Delete model ",
        "Create index ",
        "Remove index ",
        "Rename index ",
        "Create constraint ",
        "Remove constraint ",
        "Raw SQL operation",
        "Raw Python operation",
        "Alter unique_together ",
        "Alter index_together ",
        "Concurrently create index ",
        "Concurrently remove index ",
        "Custom state/database change",
        "Rename table for ",
        "Change Meta options ",
    ];
    let mut before = "";
    lines(text).take(200).any(|(_, line)| {
        let described = line.strip_prefix("-- ").filter(|_| before == "--");
        before = line;
        described.is_some_and(|words| OPERATIONS.iter().any(|operation| words.starts_with(operation)))
    })
}

fn load(folder: Folder, is_own: fn(&str) -> bool) -> Loaded {
    let printed = numbers_of_modules(folder);
    let is_copy = |file: &File| {
        !has_module(folder, file) && number(file.name()).is_some_and(|number| printed.contains(number))
    };
    let own = |file: &File| file.source().map_or(true, |source| is_own(source.text())) && !is_copy(file);
    let mut files: Vec<File> = folder.sql_files().filter(own).collect();
    files.sort_by(|left, right| names::natural(left.name(), right.name()));
    let places: HashMap<&str, usize> = files.iter().enumerate().map(|(at, file)| (file.name(), at)).collect();
    let goes_back = |file: &File| {
        let text = file.source().map_or("", |source| source.text());
        lines(text).any(|(_, line)| line.starts_with("-- Running downgrade "))
    };
    let (back, forward): (Vec<File>, Vec<File>) = files.into_iter().partition(goes_back);
    let pieces = pieces::recognize(forward.into_iter(), |name| {
        let stem = names::without_sql(name)?;
        let at = *places.get(name)?;
        let order = Order { numbers: vec![at as u128], text: String::new() };
        let version = names::leading_digits(stem).map_or(stem, |(digits, _)| digits).to_owned();
        Some(Named { order, version, name: stem.to_owned(), part: Part::Up, repeatable: false })
    });
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| {
        ScriptSource::whole(Arc::clone(source), UNIT).into()
    });
    for file in back {
        loaded.note(file.shown(), "is a printed downgrade: left out");
    }
    loaded.open_beginning = true;
    loaded
}

/// The numbers of the scripts that stand beside the Python that they were printed from. Another script of such a number
/// that has no Python is a copy of it, for a server of another kind.
fn numbers_of_modules(folder: Folder<'_>) -> HashSet<&str> {
    folder
        .sql_files()
        .filter(|file| has_module(folder, file))
        .filter_map(|file| number(file.name()))
        .collect()
}

fn has_module(folder: Folder, script: &File) -> bool {
    names::without_sql(script.name()).is_some_and(|stem| folder.has(&format!("{stem}.py")))
}

fn number(name: &str) -> Option<&str> {
    names::leading_digits(name).map(|(digits, _)| digits)
}

fn detect_rails(folder: Folder) -> Option<Confidence> {
    let text = folder.text(STRUCTURE)?;
    (folder.folder("migrate").is_some() || text.contains("schema_migrations"))
        .then_some(Confidence::MarkerFile)
}

/// The dump of a whole schema says nothing of how it came about.
fn load_rails(folder: Folder) -> Loaded {
    let mut loaded = Loaded::default();
    if let Some(file) = folder.file(STRUCTURE) {
        loaded.note(
            file.shown(),
            "is a dump of the whole schema, not a migration: left out; name it to have it linted",
        );
    }
    loaded
}
