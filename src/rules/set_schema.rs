//! A table, view, type or function moved to another schema.

use crate::ast::{ObjectKind, ObjectName, SetSchema, Statement};
use crate::catalog::Origin;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("set-schema", include_str!("../../rules/set-schema.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::SetSchema(set) = &step.statement.kind else { continue };
        let Some((origin, schema)) = moved(step, set) else { continue };
        let archives = pass.options.strings("archive-schemas");
        let back = schema == set.new_schema || archives.contains(&set.new_schema.as_str());
        if back || pass.is_new(origin) || origin == (Origin::Assumed { certain: false }) || is_left(pass, set)
        {
            continue;
        }
        let (kind, name) = (set.object.kind.name(), &set.object.name.name);
        let old = ObjectName::new(Some(&schema), name, step.span());
        let new = ObjectName::new(Some(&set.new_schema), name, step.span());
        let relation = step.before.resolve(&set.object.name).filter(|_| is_relation(set.object.kind));
        let help = match relation {
            Some(table) => {
                let why = "leave a view where code looks for it, in the same transaction";
                pass.leave_a_view(table, (&old, &new), why)
            }
            None => format!(
                "make the {kind} in both schemas, until no running version of the application names the old one"
            ),
        };
        let finding = pass
            .report(
                step.span(),
                format!("running code that looks for the {kind} `{name}` in `{schema}` fails from here on"),
            )
            .help(help);
        if let Some(relation) = relation {
            finding.on(step, relation.id);
        }
    }
}

fn is_relation(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Table | ObjectKind::View | ObjectKind::MaterializedView | ObjectKind::ForeignTable
    )
}

/// How the object came to be, and the schema that it is in.
fn moved(step: &Step, set: &SetSchema) -> Option<(Origin, crate::ast::Name)> {
    let name = &set.object.name;
    match set.object.kind {
        kind if is_relation(kind) => {
            let table = step.before.resolve(name).filter(|table| !table.is_temporary())?;
            Some((table.origin, table.name.schema.clone()))
        }
        ObjectKind::Type | ObjectKind::Domain => {
            step.before.type_def(name).map(|found| (found.origin, found.name.schema.clone()))
        }
        ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine => {
            let routine = step.before.routines(name).first().copied()?;
            (!routine.is_for_triggers()).then(|| (routine.origin, routine.name.schema.clone()))
        }
        _ => None,
    }
}

/// Whether something of the name is in the old schema when the migration is done.
fn is_left(pass: &Pass, set: &SetSchema) -> bool {
    is_relation(set.object.kind)
        && pass.up().is_some_and(|up| {
            let old = up.before.resolve(&set.object.name).map(|table| &table.name);
            old.is_some_and(|old| up.after.relation_named(old).is_some())
        })
}
