//! Names without a schema: the search path decides what they mean.

use crate::ast::{ObjectKind, ObjectName, Statement};
use crate::migration::Step;

/// The first object that a statement makes, changes or drops and gives no schema.
pub fn bare_name(step: &Step) -> Option<&ObjectName> {
    targets(step).into_iter().find(|name| name.schema.is_none() && !is_temporary(step, name))
}

fn is_temporary(step: &Step, name: &ObjectName) -> bool {
    step.before.resolve(name).is_some_and(|relation| relation.is_temporary())
}

fn targets(step: &Step) -> Vec<&ObjectName> {
    use crate::ast::Persistence::Temporary;
    match &step.statement.kind {
        Statement::CreateTable(create) if create.persistence != Temporary => vec![&create.name],
        Statement::CreateTableAs(create) if create.persistence != Temporary => vec![&create.name],
        Statement::CreateView(create) if !create.temporary => vec![&create.name],
        Statement::CreateSequence(create) if !create.temporary => vec![&create.name],
        Statement::CreateIndex(create) => vec![&create.table],
        Statement::CreateFunction(create) => vec![&create.name],
        Statement::CreateType(create) => vec![&create.name],
        Statement::CreateDomain(create) => vec![&create.name],
        Statement::CreateTrigger(create) => vec![&create.table],
        Statement::AlterTable(alter) => vec![&alter.name],
        Statement::Drop(drop) => match drop.kind {
            ObjectKind::Table
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence
            | ObjectKind::Function
            | ObjectKind::Type => drop.objects.iter().map(|object| &object.name).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
