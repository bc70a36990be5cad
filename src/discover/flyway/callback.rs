//! The SQL files that Flyway runs at every occasion of a kind: `afterMigrate.sql`, `beforeEachMigrate__settings.sql`.

use super::super::names;
use super::Folder;

/// What Flyway does.
const OPERATIONS: &[&str] = &["Migrate", "Undo", "Clean", "Info", "Validate", "Baseline", "Repair"];

/// Occasions that are called otherwise.
const OTHERS: &[&str] = &[
    "beforeRepeatables",
    "afterVersioned",
    "beforeConnect",
    "afterConnect",
    "createSchema",
    "beforeCreateSchema",
    "afterMigrateOperationFinish",
    "afterUndoOperationFinish",
    "afterCleanOperationFinish",
    "afterInfoOperationFinish",
    "afterValidateOperationFinish",
    "afterBaselineOperationFinish",
    "afterRepairOperationFinish",
];

/// Whether a file is called after an occasion, perhaps with a description behind.
pub(super) fn is_callback(name: &str) -> bool {
    let Some(stem) = names::without_sql(name) else { return false };
    let occasion = stem.split_once("__").map_or(stem, |(occasion, _)| occasion);
    OTHERS.contains(&occasion) || is_around_operation(occasion)
}

/// `afterEachMigrateStatementError`.
fn is_around_operation(occasion: &str) -> bool {
    let Some(around) = ["before", "after"].iter().find_map(|when| occasion.strip_prefix(when)) else {
        return false;
    };
    let around = around.strip_prefix("Each").unwrap_or(around);
    OPERATIONS
        .iter()
        .filter_map(|operation| around.strip_prefix(operation))
        .any(|rest| matches!(rest, "" | "Statement" | "Error" | "StatementError" | "Applied"))
}

/// Whether a folder holds nothing else.
pub(in crate::discover) fn are_all(folder: Folder) -> bool {
    let mut files = folder.sql_files().peekable();
    files.peek().is_some()
        && files.all(|file| is_callback(file.name()))
        && !folder.folders().any(|inner| inner.has_sql_below())
}
