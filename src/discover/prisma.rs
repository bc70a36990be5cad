//! Prisma: `<timestamp>_<name>/migration.sql` beside `migration_lock.toml`, each sent as one message.

use std::sync::Arc;

use super::dialect;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Piece};
use super::tree::Folder;
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};
use crate::parse::has_comments_for_names;

pub(super) static TOOL: Tool = Tool {
    name: "prisma",
    opt_out: OptOut::OneStatementPerFile,
    rollback: RollbackConvention::None,
    ledger: Some("_prisma_migrations"),
    after_edit: AfterEdit::Reset,
    naming: Naming::NumberedFolder,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Tree, detect, load };

const SCRIPT: &str = "migration.sql";

fn detect(folder: Folder) -> Option<Confidence> {
    if !folder.folders().any(|inner| inner.has(SCRIPT)) {
        return None;
    }
    if folder.has("migration_lock.toml") {
        return Some(Confidence::MarkerFile);
    }
    // The newer Drizzle has the same folders, with a snapshot in each.
    if folder.folders().any(|inner| inner.has("snapshot.json")) {
        return None;
    }
    if folder.upward().skip(1).take(2).any(|above| above.has("schema.prisma")) {
        return Some(Confidence::MarkerFile);
    }
    // `queries/migration.sql` alone may be anything.
    let numbered = |inner: Folder| inner.has(SCRIPT) && names::leading_digits(inner.name()).is_some();
    folder.folders().any(numbered).then_some(Confidence::Names)
}

fn load(folder: Folder) -> Loaded {
    if let Some(database) = provider(folder).and_then(dialect::of_provider) {
        return Loaded::left_out(folder, database);
    }
    let pieces: Vec<Piece> = folder.folders().filter_map(piece).collect();
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| {
        // Prisma puts no names in: another program runs such a file, and nobody knows in which transactions.
        let unit = match has_comments_for_names(source.text()) {
            true => TransactionUnit::Script,
            false => TransactionUnit::PerFileImplicit,
        };
        ScriptSource::whole(Arc::clone(source), unit).into()
    });
    pieces::report_text_order(&mut loaded, "Prisma");
    loaded
}

fn piece(inner: Folder) -> Option<Piece> {
    let code = || inner.files().find(|file| names::code_as_sql(file.name()).as_deref() == Some(SCRIPT));
    let (file, code) = match inner.file(SCRIPT) {
        Some(file) => (file, false),
        None => (code()?, true),
    };
    Some(Piece { named: Named::tagged(inner.name(), Order::text(inner.name())), file, code })
}

/// What the lock file says, or else the data source of the schema.
fn provider(folder: Folder<'_>) -> Option<&str> {
    let lock = folder.text("migration_lock.toml").and_then(setting);
    lock.or_else(|| {
        let schema = folder.upward().skip(1).take(2).find_map(|above| above.text("schema.prisma"))?;
        let source = &schema[schema.find("datasource")?..];
        setting(source)
    })
}

fn setting(text: &str) -> Option<&str> {
    lines(text).find_map(|(_, line)| {
        let value = line.trim_start().strip_prefix("provider")?.trim_start().strip_prefix('=')?;
        value.trim().strip_prefix('"')?.split('"').next()
    })
}
