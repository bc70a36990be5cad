//! Google Datastream as the reader of a publication: it takes added columns by itself, and not every other change.

use crate::ast::{AlterAction, AlterActionKind, Ident, Name, Statement};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::rule::Pass;
use crate::source::Span;

pub(super) const HELP: &str = "see what its documentation says of such a change of the source, pause the stream meanwhile if it does so, and compare the \
    destination's table afterwards: a backfill of the stream makes it anew";

const NAME: &str = "datastream";

/// Whether something is called after Google's service, and not after a stream of data of one's own.
fn is_called_after(name: &str) -> bool {
    name.starts_with(NAME) || name.contains(NAME) && name.contains("bigquery")
}

/// Whether the history says that Datastream reads a publication, and nothing lets think that a table has other readers too:
/// it is in no other publication, and there is no other or this one is called after Datastream.
pub(super) fn reads(pass: &Pass, catalog: &Catalog, publication: &Name, table: &Relation) -> bool {
    let others = || catalog.publications().filter(|(name, _)| *name != publication);
    let named = is_called_after(publication);
    let alone = match named {
        true => !others().any(|(name, other)| !is_called_after(name) && other.takes_in(table)),
        false => others().next().is_none(),
    };
    alone && (named || is_named(pass))
}

/// Whether a role of that name gets rights, or a slot bears it.
fn is_named(pass: &Pass) -> bool {
    let steps = pass.history.about_rights().iter().filter_map(|place| {
        let up = pass.history.migrations.get(place.migration)?.up.as_ref()?;
        up.steps.get(place.step)
    });
    let mut roles = steps.flat_map(|step| match &step.statement.kind {
        Statement::Grant(grant) if grant.grant => grant.grantees.iter().collect(),
        Statement::CreateRole(change) | Statement::AlterRole(change) => change.role.iter().collect(),
        _ => Vec::new(),
    });
    roles.any(|role: &Name| is_called_after(role)) || makes_slot(pass)
}

fn makes_slot(pass: &Pass) -> bool {
    let ups = pass.history.migrations.iter().filter_map(|migration| migration.up.as_ref());
    let mut texts = ups.map(|up| up.source.text()).filter(|text| text.contains(NAME)).map(str::to_lowercase);
    texts.any(|text| {
        let calls = text.split("pg_create_logical_replication_slot").skip(1);
        calls
            .filter_map(|call| call.split(',').next())
            .any(|slot| is_called_after(slot.trim_start_matches(|c: char| !c.is_alphanumeric())))
    })
}

/// The changes of columns that Datastream may not follow, each with its place.
pub(super) fn changes(step: &Step) -> Vec<(Span, String)> {
    let change = |action: &AlterAction| match &action.kind {
        AlterActionKind::DropColumn { column, .. } => Some((action.span, format!("`{column}` is dropped"))),
        AlterActionKind::AlterColumnType { column, .. } => {
            Some((action.span, format!("`{column}` gets another type")))
        }
        _ => None,
    };
    match &step.statement.kind {
        Statement::AlterTable(alter) => alter.actions.iter().filter_map(change).collect(),
        Statement::Rename(rename) => {
            let renamed = |column: &Ident| (step.span(), format!("`{column}` gets another name"));
            rename.object.part.iter().map(renamed).collect()
        }
        _ => Vec::new(),
    }
}
