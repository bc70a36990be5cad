//! The names that a statement gives, each under the option that holds its pattern.

use crate::ast::{
    AlterActionKind, ColumnDef, ConstraintKind, Ident, Name, ObjectKind, ObjectName, Persistence, Statement,
    TableConstraint,
};
use crate::source::Span;

/// A name that a statement gives to something.
pub(super) struct Named {
    /// The option: `tables`, `foreign-keys`.
    pub(super) kind: &'static str,
    pub(super) name: Name,
    pub(super) span: Span,
}

pub(super) fn made_by(statement: &Statement) -> Vec<Named> {
    let mut found = Vec::new();
    match statement {
        Statement::CreateTable(create) if create.persistence != Persistence::Temporary => {
            let kind = if create.partition_of.is_some() { "partitions" } else { "tables" };
            object(&mut found, kind, &create.name);
            create.columns.iter().for_each(|defined| column(&mut found, defined));
            create.constraints.iter().for_each(|defined| constraint(&mut found, defined));
        }
        Statement::CreateTableAs(create) if create.persistence != Persistence::Temporary => {
            let kind = if create.materialized_view { "views" } else { "tables" };
            object(&mut found, kind, &create.name);
        }
        Statement::CreateView(create) if !create.temporary => object(&mut found, "views", &create.name),
        Statement::CreateSequence(create) if !create.temporary => {
            object(&mut found, "sequences", &create.name)
        }
        Statement::CreateIndex(create) => {
            create.name.iter().for_each(|name| ident(&mut found, "indexes", name));
        }
        Statement::CreateFunction(create) => object(&mut found, "functions", &create.name),
        Statement::CreateTrigger(create) => ident(&mut found, "triggers", &create.name),
        Statement::CreateType(create) => object(&mut found, "types", &create.name),
        Statement::CreateDomain(create) => object(&mut found, "types", &create.name),
        Statement::CreateSchema(create) => found.extend(create.name.as_ref().map(|name| Named {
            kind: "schemas",
            name: name.clone(),
            span: Span::default(),
        })),
        Statement::AlterTable(alter) => {
            for action in &alter.actions {
                match &action.kind {
                    AlterActionKind::AddColumn { column: defined, .. } => column(&mut found, defined),
                    AlterActionKind::AddConstraint { constraint: defined } => constraint(&mut found, defined),
                    _ => {}
                }
            }
        }
        Statement::Rename(rename) => {
            let kind = match rename.object.kind {
                ObjectKind::Table => "tables",
                ObjectKind::View | ObjectKind::MaterializedView => "views",
                ObjectKind::Column => "columns",
                ObjectKind::Index => "indexes",
                ObjectKind::Sequence => "sequences",
                ObjectKind::Function | ObjectKind::Procedure => "functions",
                ObjectKind::Trigger => "triggers",
                ObjectKind::Type | ObjectKind::Domain => "types",
                ObjectKind::Schema => "schemas",
                _ => return found,
            };
            ident(&mut found, kind, &rename.new_name);
        }
        _ => {}
    }
    found
}

fn object(found: &mut Vec<Named>, kind: &'static str, name: &ObjectName) {
    found.push(Named { kind, name: name.name.clone(), span: name.span });
}

fn ident(found: &mut Vec<Named>, kind: &'static str, name: &Ident) {
    found.push(Named { kind, name: name.name.clone(), span: name.span });
}

fn column(found: &mut Vec<Named>, defined: &ColumnDef) {
    ident(found, "columns", &defined.name);
    defined.constraints.iter().for_each(|own| constraint(found, own));
}

fn constraint(found: &mut Vec<Named>, defined: &TableConstraint) {
    let kind = match &defined.kind {
        ConstraintKind::PrimaryKey(_) => "primary-keys",
        ConstraintKind::ForeignKey(_) => "foreign-keys",
        ConstraintKind::Unique(_) | ConstraintKind::Exclusion(_) => "uniques",
        ConstraintKind::Check(_) | ConstraintKind::NotNull(_) => "checks",
    };
    defined.name.iter().for_each(|name| ident(found, kind, name));
}
