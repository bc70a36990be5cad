//! The statements that take a migration back, where they follow from it.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ObjectKind, ObjectName, Parameter, ParameterMode, Persistence,
    Rename, RowSecurity, Statement,
};
use crate::catalog::Relation;
use crate::migration::Step;
use crate::rule::Pass;

impl Pass<'_> {
    /// What undoes the deployed script, the last statement first; nothing where that does not follow from every statement.
    pub fn inverse(&self) -> Option<Vec<String>> {
        let steps = self.steps().iter().filter(|step| step.within.is_none() && changes_something(step));
        let lines: Option<Vec<String>> = steps.rev().map(|step| self.inverse_of(step)).collect();
        Some(lines?.into_iter().filter(|line| !line.is_empty()).collect())
    }

    fn inverse_of(&self, step: &Step) -> Option<String> {
        Some(match &step.statement.kind {
            Statement::CreateTable(create) => format!("DROP TABLE {};", create.name),
            Statement::CreateTableAs(create) if create.materialized_view => {
                format!("DROP MATERIALIZED VIEW {};", create.name)
            }
            Statement::CreateTableAs(create) => format!("DROP TABLE {};", create.name),
            Statement::CreateView(create) if !create.or_replace => format!("DROP VIEW {};", create.name),
            Statement::CreateSequence(create) => format!("DROP SEQUENCE {};", create.name),
            Statement::CreateIndex(create) => {
                let name = create.name.as_ref()?;
                let index = ObjectName::new(create.table.schema.as_deref(), &name.name, name.span);
                let concurrently = if create.concurrently { "CONCURRENTLY " } else { "" };
                format!("DROP INDEX {concurrently}{index};")
            }
            Statement::CreateTrigger(create) if !create.or_replace => {
                format!("DROP TRIGGER {} ON {};", create.name, create.table)
            }
            Statement::CreatePolicy(create) => format!("DROP POLICY {} ON {};", create.name, create.table),
            Statement::CreateType(create) => format!("DROP TYPE {};", create.name),
            Statement::CreateDomain(create) => format!("DROP DOMAIN {};", create.name),
            Statement::CreateSchema(create) => {
                format!("DROP SCHEMA {};", crate::ast::quoted(create.name.as_deref()?))
            }
            Statement::CreateExtension(create) => {
                format!("DROP EXTENSION {};", crate::ast::quoted(&create.name))
            }
            Statement::CreateFunction(create) if !create.or_replace => {
                let inputs = inputs(&create.parameters);
                let types: Vec<&str> = inputs.map(|input| self.text(input.data_type.span)).collect();
                let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
                format!("DROP {kind} {}({});", create.name, types.join(", "))
            }
            Statement::AlterTable(alter) => self.inverse_alter(step, alter)?,
            Statement::Rename(rename) => inverse_rename(rename)?,
            _ => return None,
        })
    }

    fn inverse_alter(&self, step: &Step, alter: &AlterTable) -> Option<String> {
        let actions = alter.actions.iter().rev();
        let undone: Option<Vec<String>> = actions.map(|action| inverse_action(step, alter, action)).collect();
        let undone: Vec<String> = undone?.into_iter().filter(|action| !action.is_empty()).collect();
        if undone.is_empty() {
            return Some(String::new());
        }
        Some(format!("ALTER {} {} {};", alter.kind.name().to_uppercase(), alter.name, undone.join(", ")))
    }
}

fn inverse_action(step: &Step, alter: &AlterTable, action: &AlterAction) -> Option<String> {
    let had_default = |column: &str| {
        let table = step.before.resolve(&alter.name)?;
        Some(table.column(column)?.default.is_some())
    };
    Some(match &action.kind {
        AlterActionKind::AddColumn { column, .. } => format!("DROP COLUMN {}", column.name),
        AlterActionKind::AddConstraint { constraint } => {
            format!("DROP CONSTRAINT {}", constraint.name.as_ref()?)
        }
        AlterActionKind::ValidateConstraint { .. } => String::new(),
        AlterActionKind::SetNotNull { column } => format!("ALTER COLUMN {column} DROP NOT NULL"),
        AlterActionKind::DropNotNull { column } => format!("ALTER COLUMN {column} SET NOT NULL"),
        AlterActionKind::SetDefault { column, .. } if had_default(&column.name) == Some(false) => {
            format!("ALTER COLUMN {column} DROP DEFAULT")
        }
        AlterActionKind::RowSecurity(RowSecurity::Enable) => "DISABLE ROW LEVEL SECURITY".to_owned(),
        AlterActionKind::RowSecurity(RowSecurity::Force) => "NO FORCE ROW LEVEL SECURITY".to_owned(),
        AlterActionKind::AttachPartition { partition, .. } => format!("DETACH PARTITION {partition}"),
        _ => return None,
    })
}

fn inverse_rename(rename: &Rename) -> Option<String> {
    let object = &rename.object;
    let new = &rename.new_name;
    Some(match (object.kind, &object.part) {
        (ObjectKind::Column, Some(old)) => {
            format!("ALTER TABLE {} RENAME COLUMN {new} TO {old};", object.name)
        }
        (ObjectKind::Constraint, Some(old)) => {
            format!("ALTER TABLE {} RENAME CONSTRAINT {new} TO {old};", object.name)
        }
        (kind, None) => {
            let now = ObjectName::new(object.name.schema.as_deref(), &new.name, new.span);
            let old = crate::ast::quoted(&object.name.name);
            format!("ALTER {} {now} RENAME TO {old};", kind.name().to_uppercase())
        }
        _ => return None,
    })
}

/// Whether a statement leaves the schema or the data other than it found them.
pub fn changes_something(step: &Step) -> bool {
    !matches!(
        step.statement.kind,
        Statement::Transaction(_)
            | Statement::Set(_)
            | Statement::SetConstraints(_)
            | Statement::Select(_)
            | Statement::LockTable(_)
            | Statement::Vacuum(_)
            | Statement::RefreshMaterializedView(_)
            | Statement::Reindex(_)
            | Statement::ClusterTable(_)
            | Statement::Comment(_)
    )
}

/// Whether a statement changes the schema, and not only rows.
pub fn changes_schema(step: &Step) -> bool {
    changes_something(step)
        && !is_temporary(step)
        && !matches!(
            step.statement.kind,
            Statement::Insert(_)
                | Statement::Update(_)
                | Statement::Delete(_)
                | Statement::Merge(_)
                | Statement::Copy(_)
                | Statement::Truncate(_)
                | Statement::Do(_)
                | Statement::Call(_)
                | Statement::Other(_)
        )
}

/// The parameters that a call gives arguments for; their types tell one function from another of its name.
pub fn inputs(parameters: &[Parameter]) -> impl Iterator<Item = &Parameter> {
    use ParameterMode::{In, InOut, Variadic};
    parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic))
}

/// Whether a statement makes, changes or drops nothing but what is gone with its session.
fn is_temporary(step: &Step) -> bool {
    let known = |name: &ObjectName| step.before.resolve(name).is_some_and(Relation::is_temporary);
    match &step.statement.kind {
        Statement::CreateTable(create) => create.persistence == Persistence::Temporary,
        Statement::CreateTableAs(create) => create.persistence == Persistence::Temporary,
        Statement::CreateIndex(create) => known(&create.table),
        Statement::AlterTable(alter) => known(&alter.name),
        Statement::Drop(drop) => drop.objects.iter().all(|object| known(&object.name)),
        _ => false,
    }
}
