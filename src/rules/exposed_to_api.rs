//! Objects that a schema offered as an API shows without row level security.

use crate::ast::{Name, ObjectName, Query, Statement};
use crate::catalog::QualifiedName;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("exposed-to-api", include_str!("../../rules/exposed-to-api.md"), check);

fn check(pass: &mut Pass) {
    let schemas = pass.options.strings("schemas");
    let exposed = |step: &Step, name: &ObjectName| {
        let name = step.before.qualify(name);
        schemas.contains(&name.schema.as_str()).then_some(name)
    };
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTableAs(create) if create.materialized_view => {
                if let Some(name) = exposed(step, &create.name) {
                    let why = "a materialized view has no row level security";
                    report(pass, step, &create.name, &name, why);
                }
            }
            Statement::CreateTable(create) if create.foreign => {
                if let Some(name) = exposed(step, &create.name) {
                    let why = "a foreign table does not apply row level security here";
                    report(pass, step, &create.name, &name, why);
                }
            }
            Statement::CreateView(create) => {
                let Some(name) = exposed(step, &create.name) else { continue };
                if let Some(table) = reads_private(pass, &create.query) {
                    let why = format!("the view shows rows of `{table}`");
                    report(pass, step, &create.name, &name, &why);
                }
            }
            Statement::CreateTable(create) => {
                let Some(name) = exposed(step, &create.name) else { continue };
                let secured = pass.history.end.relation_named(&name).is_none_or(|table| table.row_security);
                let sensitive = pass.options.strings("sensitive-columns");
                let column =
                    create.columns.iter().find(|column| sensitive.contains(&column.name.name.as_str()));
                if let Some(column) = column.filter(|_| !secured) {
                    let why = format!("its column `{}` is read by whoever calls the API", column.name);
                    report(pass, step, &create.name, &name, &why);
                }
            }
            _ => {}
        }
    }
}

fn reads_private(pass: &Pass, query: &Query) -> Option<Name> {
    let private = pass.options.strings("private-tables");
    let mut read = query.relations.iter().map(|name| Name::new(name.to_string()));
    read.find(|name| private.contains(&name.as_str()))
}

fn report(pass: &mut Pass, step: &Step, written: &ObjectName, name: &QualifiedName, why: &str) {
    let schema = &name.schema;
    let relation = pass.up().and_then(|up| up.after.relation_named(name)).map(|relation| relation.id);
    let finding = pass.report(
        written.span,
        format!("`{}` is offered by the API of the schema `{schema}`: {why}", name.name),
    );
    if let Some(relation) = relation {
        finding.on(step, relation);
    }
    finding
        .help("put it into a schema that is not offered, or take the right to read it from the API's roles");
}
