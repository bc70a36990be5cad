//! Rights that are given to everybody.

use crate::ast::{Grant, ObjectKind, Statement};
use crate::catalog::Catalog;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("grant-to-public", include_str!("../../rules/grant-to-public.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let (grant, later) = match &step.statement.kind {
            Statement::Grant(grant) => (grant, false),
            Statement::AlterDefaultPrivileges(grant) => (grant, true),
            _ => continue,
        };
        let to_public = grant.grantees.iter().any(|grantee| grantee == "public");
        if !grant.grant || grant.of_role || !to_public || !matters(grant) {
            continue;
        }
        if grant.all_in_schema && !later && grants_nothing(&step.before, grant) {
            continue;
        }
        let rights = match grant.privileges.as_slice() {
            [] => "everything".to_owned(),
            _ => grant.rights(),
        };
        let objects = match (later, grant.all_in_schema) {
            (true, _) => format!("every {} made later", grant.kind.name()),
            (false, true) => format!("all {}s of {}", grant.kind.name(), list(names(grant))),
            (false, false) => list(names(grant)),
        };
        let creates = grant.kind == ObjectKind::Schema;
        let message = match creates {
            true => format!(
                "every role that can connect may make objects in {objects}, and put them in the way of others"
            ),
            false => format!("every role that can connect, now or later, gets {rights} on {objects}"),
        };
        pass.report(step.span(), message)
            .help("grant it to a role, and put those who need it into that role");
    }
}

/// Whether the schemas are new and hold nothing yet: `ON ALL TABLES` is about those that are there.
fn grants_nothing(catalog: &Catalog, grant: &Grant) -> bool {
    grant.objects.iter().all(|schema| {
        let made = catalog.schema(&schema.name.name).is_some_and(|origin| origin.created().is_some());
        made && !catalog.relations().any(|relation| relation.name.schema == schema.name.name)
    })
}

fn names(grant: &Grant) -> impl Iterator<Item = String> {
    grant.objects.iter().map(|object| object.name.to_string())
}

/// PUBLIC has USAGE of types and EXECUTE of functions anyhow.
fn matters(grant: &Grant) -> bool {
    let has = |wanted: &str| grant.privileges.iter().any(|privilege| privilege == wanted);
    match grant.kind {
        ObjectKind::Table
        | ObjectKind::View
        | ObjectKind::MaterializedView
        | ObjectKind::ForeignTable
        | ObjectKind::Sequence => true,
        ObjectKind::Schema | ObjectKind::Database => grant.privileges.is_empty() || has("create"),
        ObjectKind::ForeignServer | ObjectKind::ForeignDataWrapper | ObjectKind::Tablespace => true,
        _ => false,
    }
}
