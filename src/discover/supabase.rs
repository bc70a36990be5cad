//! Supabase: `supabase/migrations/<timestamp>_<name>.sql`, each sent as one pipeline.

use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::names::{self, Order};
use super::pieces::{self, Expected, Named, Part};
use super::tree::{File, Folder};
use crate::migration::{AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Tool, TransactionUnit};

pub(super) static TOOL: Tool = Tool {
    name: "supabase",
    opt_out: OptOut::OneStatementPerFile,
    rollback: RollbackConvention::None,
    ledger: Some("supabase_migrations.schema_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Numbered { heading: None },
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFileImplicit, extent: Extent::Files, detect, load };

/// A first file `…_init.sql` older than this is taken for the platform's own and passed over.
const OWN_INIT_UNTIL: u128 = 20_211_209_000_000;

fn detect(folder: Folder) -> Option<Confidence> {
    let parent = folder.parent()?;
    let placed = folder.name() == "migrations" && (parent.name() == "supabase" || parent.has("config.toml"));
    let configured = parent.has("config.toml") && parent.name() == "supabase";
    let fits = folder.sql_files().any(|file| parse(file.name()).is_some());
    match (placed && fits, configured || is_configuration(parent)) {
        (true, true) => Some(Confidence::MarkerFile),
        (true, false) if parent.name() == "supabase" => Some(Confidence::Names),
        _ => None,
    }
}

fn is_configuration(parent: Folder) -> bool {
    parent.text("config.toml").is_some_and(|text| text.contains("project_id") && text.contains("[api]"))
}

fn load(folder: Folder) -> Loaded {
    let first = folder.sql_files().find(|file| parse(file.name()).is_some());
    let passed_over = first.filter(|file| is_own_init(*file)).map(File::name);
    let files = folder.sql_files().filter(|file| Some(file.name()) != passed_over);
    let pieces = pieces::recognize(files, parse);
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFileImplicit).into()
    });
    if let Some(file) = first.filter(|file| is_own_init(*file)) {
        loaded.note(
            file.shown(),
            "is passed over by Supabase, which takes it for its own first migration: left out",
        );
    }
    let ignored = folder.sql_files().filter(|file| parse(file.name()).is_none());
    pieces::report_unrecognized(&mut loaded, ignored, |file| {
        let name = file.name();
        Some(format!("Supabase passes over `{name}`: it takes `<timestamp>_<name>.sql` only"))
    });
    pieces::report_same_versions(&mut loaded);
    pieces::report_text_order(&mut loaded, "Supabase");
    // The schemas `auth`, `storage` and more are there before the first migration.
    loaded.open_beginning = true;
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let (version, rest) = names::version_and_name(name)?;
    let mut named = Named::numbered(version, rest.strip_suffix(".sql")?, Part::Up);
    named.order = Order::text(name);
    Some(named)
}

fn is_own_init(file: File) -> bool {
    let version = names::version_and_name(file.name());
    version.is_some_and(|(version, rest)| rest == "init.sql" && names::number(version) < OWN_INIT_UNTIL)
}
