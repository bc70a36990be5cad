//! A published table of whose rows nothing tells the subscribers which one was changed: the server refuses the change.

use crate::ast::{
    AlterActionKind, Name, ObjectKind, ObjectName, Persistence, PublicationAction, ReplicaIdentity, Statement,
};
use crate::catalog::{Catalog, Origin, PublicationDef, Relation, RelationId, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "published-without-replica-identity",
    include_str!("../../rules/published-without-replica-identity.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut reported: Vec<RelationId> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        parts(pass, index, step);
        let Some((span, mut tables)) = concerned(step, up.after_step(index)) else { continue };
        tables.retain(|table| !reported.contains(table) && is_refused(pass, *table));
        let Some(first) = tables.first().copied() else { continue };
        reported.extend(&tables);
        report(pass, step, span, first, &tables);
    }
}

fn report(pass: &mut Pass, step: &Step, span: Span, first: RelationId, tables: &[RelationId]) {
    let Some(up) = pass.up() else { return };
    let named: Vec<&Relation> = tables.iter().filter_map(|table| up.after.relation(*table)).collect();
    let Some(table) = named.first() else { return };
    let (are, rows) = if named.len() == 1 { ("it is", "its rows") } else { ("they are", "their rows") };
    let message = format!(
        "every UPDATE and DELETE of {} fails from here on: {are} published, and nothing identifies {rows} to the subscribers",
        list(named.iter().map(|table| &table.name))
    );
    let by_key = match table.primary_key() {
        Some(_) => format!("ALTER TABLE {} REPLICA IDENTITY DEFAULT;", table.name),
        None => format!("ALTER TABLE {} ADD PRIMARY KEY (…);", table.name),
    };
    pass.report(span, message).on(step, first).help(format!(
        "give it a key before it is published, or let the whole row stand for itself:\n{by_key}\n\
         ALTER TABLE {} REPLICA IDENTITY FULL;",
        table.name
    ));
}

/// Tables of which a part is published that does not hold what identifies a row, or that is chosen by other columns.
fn parts(pass: &mut Pass, index: usize, step: &Step) {
    let publication = match &step.statement.kind {
        Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => publication,
        _ => return,
    };
    let changes = publication.publishes_changes.unwrap_or(true);
    if publication.action == PublicationAction::Drop || !changes {
        return;
    }
    for part in &publication.parts {
        let Some(table) = step.before.resolve(&part.table) else { continue };
        let Some(identity) = identity(&step.before, table) else { continue };
        let again = pass.following_steps(index).any(|(_, later)| sets_again(later, &publication.name));
        let left_out =
            identity.iter().find(|column| !part.columns.is_empty() && !part.columns.contains(column));
        let foreign = table.columns.iter().map(|column| &column.name).find(|column| {
            let asked = part.filter.as_ref().is_some_and(|filter| filter.mentions_column(column));
            asked && !identity.contains(column)
        });
        let why = match (left_out, foreign) {
            _ if again => continue,
            (Some(column), _) => format!("its columns leave out `{column}`, which identifies a row"),
            (None, Some(column)) => format!("its WHERE asks for `{column}`, which does not identify a row"),
            (None, None) => continue,
        };
        let message = format!(
            "every UPDATE and DELETE of `{}` fails from here on: it is published in part, and {why}",
            table.name
        );
        pass.report(part.table.span, message).on(step, table.id).help(
            "publish the columns of the replica identity too, ask for no others, or publish = 'insert' alone",
        );
    }
}

/// The columns that identify a row, where the history shows them.
fn identity(catalog: &Catalog, table: &Relation) -> Option<Vec<Name>> {
    if !matches!(table.origin, Origin::Created(_)) || !table.columns_known {
        return None;
    }
    match &*table.replica_identity {
        None | Some(ReplicaIdentity::Default) => Some(table.primary_key()?.columns()),
        Some(ReplicaIdentity::Index(name)) => {
            let index = catalog.indexes_of(table).find(|index| index.name.name == name.name)?;
            Some(index.index.as_deref()?.leading_columns().into_iter().cloned().collect())
        }
        Some(ReplicaIdentity::Full | ReplicaIdentity::Nothing) => None,
    }
}

/// Whether a statement says anew what a publication takes in, or ends it.
fn sets_again(step: &Step, name: &str) -> bool {
    match &step.statement.kind {
        Statement::AlterPublication(publication) => {
            publication.name == name && publication.action != PublicationAction::Add
        }
        Statement::Drop(drop) => {
            drop.kind == ObjectKind::Publication && drop.objects.iter().any(|object| object.name.name == name)
        }
        _ => false,
    }
}

/// The tables that a statement publishes, or from which it takes what identified their rows.
fn concerned(step: &Step, after: &Catalog) -> Option<(Span, Vec<RelationId>)> {
    let before = &step.before;
    Some(match &step.statement.kind {
        Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
            let known = after.publications().find(|(name, _)| **name == publication.name);
            let changes = publication
                .publishes_changes
                .unwrap_or(known.is_none_or(|(_, known)| known.publishes_changes));
            if publication.action == PublicationAction::Drop || !changes {
                return None;
            }
            let mut tables: Vec<RelationId> =
                publication.tables.iter().filter_map(|table| before.resolve_id(table)).collect();
            if let (true, Some((_, known))) = (publication.tables.is_empty(), known) {
                let all = after.relations().filter(|table| publishes(known, table));
                tables.extend(all.map(|table| table.id).chain(known.tables.iter().copied()));
            }
            // An index may have got another name since it was said to identify the rows.
            let by_index =
                |table: &Relation| matches!(*table.replica_identity, Some(ReplicaIdentity::Index(_)));
            tables.retain(|table| !before.relation(*table).is_some_and(by_index));
            (step.span(), tables)
        }
        Statement::AlterTable(alter) => {
            let action = alter.actions.iter().find(|action| {
                matches!(&action.kind, AlterActionKind::ReplicaIdentity(identity)
                    if !matches!(identity, ReplicaIdentity::Full))
            })?;
            (action.span, before.resolve_id(&alter.name).into_iter().collect())
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Index => {
            let indexes = drop.objects.iter().filter_map(|object| before.resolve(&object.name));
            let tables = indexes.filter_map(|index| {
                let table = before.table_of(index.id)?;
                let identifies = matches!(&*table.replica_identity, Some(ReplicaIdentity::Index(name))
                    if name.name == index.name.name);
                identifies.then_some(table.id)
            });
            (step.span(), tables.collect())
        }
        Statement::CreateTable(create) => (create.name.span, taken_in(after, &create.name)),
        Statement::CreateTableAs(create) => (create.name.span, taken_in(after, &create.name)),
        _ => return None,
    })
}

/// A new table, where a publication takes it in by itself.
fn taken_in(after: &Catalog, name: &ObjectName) -> Vec<RelationId> {
    let table = after.resolve(name);
    let taken_in = |table: &&Relation| after.publications().any(|(_, known)| publishes(known, table));
    table.filter(taken_in).map(|table| table.id).into_iter().collect()
}

/// Whether a change of the table's rows is refused after the migration, and at the end of the history still.
fn is_refused(pass: &Pass, table: RelationId) -> bool {
    let refused = |catalog: &Catalog| {
        catalog
            .relation(table)
            .is_some_and(|table| is_published(pass, catalog, table) && !is_identified(catalog, table))
    };
    pass.up().is_some_and(|up| refused(&up.after)) && refused(&pass.history.end)
}

/// A publication that only a statement of the history shows may have been made by another hand.
fn is_published(pass: &Pass, catalog: &Catalog, table: &Relation) -> bool {
    let by_known = catalog.publications().any(|(_, known)| {
        known.publishes_changes && (publishes(known, table) || known.tables.contains(&table.id))
    });
    by_known
        || pass.steps().iter().any(|step| match &step.statement.kind {
            Statement::AlterPublication(publication) => {
                let unseen = catalog.publications().all(|(name, _)| *name != publication.name);
                let adds = matches!(publication.action, PublicationAction::Add | PublicationAction::Set);
                let named =
                    publication.tables.iter().any(|name| step.before.resolve_id(name) == Some(table.id));
                unseen && adds && named
            }
            _ => false,
        })
}

/// Whether a publication of all tables, or of a schema, takes a table in.
fn publishes(publication: &PublicationDef, table: &Relation) -> bool {
    let can = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable)
        && table.persistence == Persistence::Permanent;
    can && (publication.all_tables || publication.schemas.contains(&table.name.schema))
}

/// Whether the server knows a changed row by its key; of a table that nobody made here the key is not known.
fn is_identified(catalog: &Catalog, table: &Relation) -> bool {
    match &*table.replica_identity {
        Some(ReplicaIdentity::Full) => true,
        Some(ReplicaIdentity::Nothing) => false,
        Some(ReplicaIdentity::Index(name)) => {
            catalog.indexes_of(table).any(|index| index.name.name == name.name)
        }
        None | Some(ReplicaIdentity::Default) => {
            let known = matches!(table.origin, Origin::Created(_)) && table.columns_known;
            !known || table.primary_key().is_some()
        }
    }
}
