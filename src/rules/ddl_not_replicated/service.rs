//! A service as the reader of a publication: columns come and go without harm to it, but not every change is followed.

use crate::ast::{AlterAction, AlterActionKind, Ident, Name, Statement};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::rule::Pass;
use crate::source::Span;

pub(super) const HELP: &str = "see what its documentation says of such a change of the source, pause it meanwhile if it does so, and compare its copy \
    of the table afterwards: a new snapshot makes it anew";

/// Words in the names of publications, slots and roles, and the services that bear them.
const SERVICES: &[(&str, &str)] = &[
    ("airbyte", "Airbyte"),
    ("clickpipes", "ClickPipes"),
    ("datastream", "Datastream"),
    ("dbz", "Debezium"),
    ("debezium", "Debezium"),
    ("electric", "Electric"),
    ("estuary", "Estuary"),
    ("fivetran", "Fivetran"),
    ("hevo", "Hevo"),
    ("materialize", "Materialize"),
    ("peerdb", "PeerDB"),
    ("peerflow", "PeerDB"),
    ("powersync", "PowerSync"),
    ("sequin", "Sequin"),
    ("stitch", "Stitch"),
    // Where the rows go counts only if the names do not say who takes them there.
    ("bq", "what feeds BigQuery"),
    ("bigquery", "what feeds BigQuery"),
];

/// Whole names that their documentation, or a platform that sets them up, gives to publications.
const PUBLICATIONS: &[(&str, &str)] = &[
    ("ds_publication", "Datastream"),
    ("flow_publication", "Estuary"),
    ("supabase_realtime", "Supabase Realtime"),
];

fn called_after(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let words = || name.split(|character: char| !character.is_alphanumeric());
    let whole = PUBLICATIONS.iter().find(|(known, _)| *known == name);
    let service = || SERVICES.iter().find(|(word, _)| words().any(|known| known == *word));
    whole.or_else(service).map(|(_, service)| *service)
}

/// The service that reads a publication, where the history names it, and nothing lets think that a table has other readers
/// too: it is in no other publication, and there is no other or this one is called after the service.
pub(super) fn reader(
    pass: &Pass,
    catalog: &Catalog,
    publication: &Name,
    table: &Relation,
) -> Option<&'static str> {
    let others = || catalog.publications().filter(|(name, _)| *name != publication);
    match called_after(publication) {
        Some(service) => {
            let shared = others().any(|(name, other)| called_after(name).is_none() && other.takes_in(table));
            (!shared).then_some(service)
        }
        None if others().next().is_none() => named(pass),
        None => None,
    }
}

/// The service after which a role is called that gets rights, or a slot.
fn named(pass: &Pass) -> Option<&'static str> {
    let steps = pass.history.about_rights().iter().filter_map(|place| {
        let up = pass.history.migrations.get(place.migration)?.up.as_ref()?;
        up.steps.get(place.step)
    });
    let mut roles = steps.flat_map(|step| match &step.statement.kind {
        Statement::Grant(grant) if grant.grant => grant.grantees.iter().collect(),
        Statement::CreateRole(change) | Statement::AlterRole(change) => change.role.iter().collect(),
        _ => Vec::new(),
    });
    roles.find_map(|role: &Name| called_after(role)).or_else(|| of_slot(pass))
}

const MAKES_SLOT: &str = "pg_create_logical_replication_slot";

fn of_slot(pass: &Pass) -> Option<&'static str> {
    let ups = pass.history.migrations.iter().filter_map(|migration| migration.up.as_ref());
    let mut texts = ups.map(|up| up.source.text()).filter(|text| text.contains(MAKES_SLOT));
    texts.find_map(|text| {
        let mut slots = text.split(MAKES_SLOT).skip(1).filter_map(|call| call.split(',').next());
        slots.find_map(called_after)
    })
}

/// The changes of columns that it may not follow, each with its place.
pub(super) fn changes(step: &Step) -> Vec<(Span, String)> {
    let change = |action: &AlterAction| match &action.kind {
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
