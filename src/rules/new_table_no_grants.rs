//! New tables that the application's role has no right on.

use crate::ast::{Name, ObjectKind, Statement};
use crate::catalog::Relation;
use crate::migration::{SchemaCustoms, Step};
use crate::rule::{Pass, Rule, says_word};

mod sequence;

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
            (table.stands_alone() && up.creates(table.origin)).then_some((step, table))
        })
        .collect();
    if made.is_empty() {
        return;
    }
    for (step, table) in made {
        sequence::check(pass, step, table);
        let Some(customs) = pass.history.customs_in(&table.name.schema) else { continue };
        let others = customs.tables.saturating_sub(1);
        let Some(role) = lacking(pass, table, customs, others) else { continue };
        if pass.gets_by_default(ObjectKind::Table, &role) || granted_in_code(pass, table) {
            continue;
        }
        let Statement::CreateTable(create) = &step.statement.kind else { continue };
        let granted = customs.roles.get(&role).copied().unwrap_or_default();
        let why = match granted {
            0 => String::new(),
            all if all == others => {
                format!(", as it has on every other table of `{}`", table.name.schema)
            }
            some => {
                format!(", as it has on {some} of the {} other tables of `{}`", others, table.name.schema)
            }
        };
        let rights = rights_like(pass, table, &role);
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

/// Whether code of this migration may give the right: a block or a call that speaks of granting and names the table.
fn granted_in_code(pass: &Pass, table: &Relation) -> bool {
    let code = pass.steps().iter().filter(|step| {
        matches!(step.statement.kind, Statement::Select(_) | Statement::Do(_) | Statement::Call(_))
    });
    code.into_iter().any(|step| {
        let text = pass.text(step.span());
        text.to_ascii_lowercase().contains("grant") && says_word(text, &table.name.name)
    })
}

/// A role that should have a right on the table and has none: one that is configured, or that nearly all others let in.
fn lacking(pass: &Pass, table: &Relation, customs: &SchemaCustoms, others: usize) -> Option<Name> {
    let end = &pass.history.end;
    let lets_in = |role: &Name| end.lets_in(table, role);
    let named = pass.options.strings("roles").into_iter().map(Name::new).find(|role| !lets_in(role));
    if named.is_some() || others < CUSTOM {
        return named;
    }
    // Without a policy no row gets through, so that a right would be worth nothing: the table is for its owner.
    if table.row_security && table.policies.is_empty() {
        return None;
    }
    let custom =
        customs.roles.iter().filter(|(_, granted)| **granted >= CUSTOM && **granted * 10 >= others * 9);
    custom.map(|(role, _)| role).filter(|role| !lets_in(role)).min().cloned()
}

/// The rights that the role has on the first other table of the schema that lets it in.
fn rights_like(pass: &Pass, table: &Relation, role: &str) -> String {
    let mut others = pass
        .history
        .tables_made()
        .filter(|other| other.id != table.id && other.name.schema == table.name.schema);
    let like = others.find(|other| other.grants.iter().any(|(_, grantee)| grantee == role));
    let Some(like) = like else { return "SELECT, INSERT, UPDATE, DELETE".to_owned() };
    let own = like.grants.iter().filter(|(_, grantee)| grantee == role);
    let rights: Vec<String> = own.map(|(right, _)| right.to_uppercase()).collect();
    if rights.iter().any(String::is_empty) { "ALL".to_owned() } else { rights.join(", ") }
}
