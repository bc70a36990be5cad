//! New tables that the application's role has no right on.

use crate::ast::{Name, ObjectKind, Statement};
use crate::catalog::{Relation, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("new-table-no-grants", include_str!("../../rules/new-table-no-grants.md"), check);

/// So many other tables make a custom.
const CUSTOM: usize = 3;

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let end = &pass.history.end;
    let made: Vec<(&Step, &Relation)> = up
        .steps
        .iter()
        .filter_map(|step| {
            let Statement::CreateTable(create) = &step.statement.kind else { return None };
            let table = end.relation_named(&step.before.qualify(&create.name))?;
            (is_table(table) && up.creates(table.origin)).then_some((step, table))
        })
        .collect();
    if made.is_empty() {
        return;
    }
    let tables: Vec<&Relation> =
        end.relations().filter(|table| is_table(table) && table.origin.created().is_some()).collect();
    for (step, table) in made {
        let others: Vec<&&Relation> = tables
            .iter()
            .filter(|other| other.id != table.id && other.name.schema == table.name.schema)
            .collect();
        let Some(role) = lacking(pass, table, &others) else { continue };
        if gets_by_default(pass, &role) {
            continue;
        }
        let Statement::CreateTable(create) = &step.statement.kind else { continue };
        let granted = others.iter().filter(|other| has(other, &role)).count();
        let why = match granted {
            0 => String::new(),
            all if all == others.len() => {
                format!(", as it has on every other table of `{}`", table.name.schema)
            }
            some => format!(
                ", as it has on {some} of the {} other tables of `{}`",
                others.len(),
                table.name.schema
            ),
        };
        let rights = rights_like(&others, &role);
        pass.report(
            create.name.span,
            format!(
                "`{role}` gets \"permission denied\" for `{}`: no migration gives it a right there{why}",
                table.name
            ),
        )
        .on(step, table.id)
        .help(format!("GRANT {rights} ON {} TO {};", create.name, crate::ast::quoted(&role)));
    }
}

fn is_table(table: &Relation) -> bool {
    matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable)
        && !table.is_partition()
        && !table.is_temporary()
}

fn has(table: &Relation, role: &str) -> bool {
    table.grants.iter().any(|(_, grantee)| grantee == role || grantee == "public")
        || table.owner.as_ref().is_some_and(|owner| owner == role)
}

/// A role that should have a right on the table and has none: one that is configured, or that nearly all others let in.
fn lacking(pass: &Pass, table: &Relation, others: &[&&Relation]) -> Option<Name> {
    let named = pass.options.strings("roles").into_iter().map(Name::new).find(|role| !has(table, role));
    if named.is_some() || others.len() < CUSTOM {
        return named;
    }
    let roles = others.iter().flat_map(|other| &other.grants).map(|(_, grantee)| grantee);
    let mut candidates: Vec<&Name> = roles.filter(|role| !has(table, role)).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let custom = |role: &&&Name| {
        let granted = others.iter().filter(|other| has(other, role)).count();
        granted >= CUSTOM && granted * 10 >= others.len() * 9
    };
    candidates.iter().find(custom).map(|role| (*role).clone())
}

/// Whether the history gives the role rights on tables to come.
fn gets_by_default(pass: &Pass, role: &str) -> bool {
    let scripts = pass.history.migrations.iter().filter_map(|migration| migration.up.as_ref());
    scripts.flat_map(|script| &script.steps).any(|step| match &step.statement.kind {
        Statement::AlterDefaultPrivileges(grant) => {
            let tables = grant.kind == ObjectKind::Table && grant.grant;
            tables && grant.grantees.iter().any(|grantee| grantee == role)
        }
        _ => false,
    })
}

/// The rights that the role has on the first table that lets it in.
fn rights_like(others: &[&&Relation], role: &str) -> String {
    let like = others.iter().find(|other| other.grants.iter().any(|(_, grantee)| grantee == role));
    let Some(like) = like else { return "SELECT, INSERT, UPDATE, DELETE".to_owned() };
    let own = like.grants.iter().filter(|(_, grantee)| grantee == role);
    let rights: Vec<String> = own.map(|(right, _)| right.to_uppercase()).collect();
    if rights.iter().any(String::is_empty) { "ALL".to_owned() } else { rights.join(", ") }
}
