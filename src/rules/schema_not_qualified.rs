//! Objects whose schema the search path decides.

use crate::ast::{ObjectKind, ObjectName, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("schema-not-qualified", include_str!("../../rules/schema-not-qualified.md"), check);

fn check(pass: &mut Pass) {
    let mut first = None;
    let mut more = 0;
    for step in pass.steps() {
        // The session says where names are looked up.
        if step.before.session.setting("search_path").is_some() {
            continue;
        }
        let bare = targets(step).into_iter().find(|name| name.schema.is_none() && !is_temporary(step, name));
        match (bare, &first) {
            (Some(name), None) => first = Some((step, name)),
            (Some(_), Some(_)) => more += 1,
            _ => {}
        }
    }
    let Some((step, name)) = first else { return };
    let schema = step.before.session.creation_schema();
    let finding = pass.report(
        if name.span.is_empty() { step.span() } else { name.span },
        format!("the search path of whoever runs this decides in which schema `{name}` is"),
    );
    finding.help(format!(
        "name it: {}.{name}; or begin the file with SET search_path",
        crate::ast::quoted(&schema)
    ));
    if more > 0 {
        finding.note(format!("{more} more statements of this file name no schema"));
    }
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
