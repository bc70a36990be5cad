//! CASCADE that takes along what the statement does not name.

use crate::ast::{AlterActionKind, AlterTable, DropObjects, ObjectKind, ObjectRef, Statement};
use crate::catalog::{Catalog, Constraint, Origin, Relation};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::rule::{Pass, Rule, dependents};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new("drop-cascade", include_str!("../../rules/drop-cascade.md"), check);

/// What CASCADE reaches.
enum Reach {
    Known(Vec<String>),
    /// The history does not tell, of what.
    Unknown(String),
}

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Drop(drop) if drop.cascade && !drop.owned => objects(pass, index, step, drop),
            Statement::AlterTable(alter) => parts(pass, index, step, alter),
            _ => {}
        }
    }
}

fn objects(pass: &mut Pass, index: usize, step: &Step, drop: &DropObjects) {
    let catalog = &step.before;
    let named: Vec<_> = drop.objects.iter().filter_map(|object| catalog.resolve_id(&object.name)).collect();
    let mut together: Option<Vec<String>> = None;
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    for object in &drop.objects {
        let reach = match drop.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Sequence => {
                let Some(relation) = pass.in_use(catalog, &object.name) else { continue };
                if only_in_case(pass, index, relation) {
                    continue;
                }
                let known = together.get_or_insert_with(|| dependents::of_relations(catalog, &named));
                whole(relation.origin, known.clone(), object)
            }
            ObjectKind::Type | ObjectKind::Domain => {
                let Some(dropped) = catalog.type_def(&object.name) else { continue };
                let made = pass.up().and_then(|up| up.after.type_def(&object.name));
                if pass.is_new(dropped.origin) || in_case(dropped.origin, made.map(|made| made.origin)) {
                    continue;
                }
                whole(dropped.origin, dependents::of_type(catalog, dropped), object)
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                let Some(routine) = catalog.routine_meant(object) else { continue };
                // It may be made anew with other arguments.
                let made = pass.up().and_then(|up| up.after.routines(&object.name).first().copied());
                if pass.is_new(routine.origin) || in_case(routine.origin, made.map(|made| made.origin)) {
                    continue;
                }
                whole(routine.origin, dependents::of_routine(catalog, routine), object)
            }
            ObjectKind::Extension => match catalog.extension(&object.name.name) {
                Some(extension) if pass.is_new(extension.origin) => continue,
                _ => Reach::Unknown(format!("every column, index and function that uses `{}`", object.name)),
            },
            ObjectKind::Schema => {
                let members = outside(pass, catalog, &object.name.name);
                if members.is_empty() {
                    continue;
                }
                Reach::Known(members)
            }
            _ => continue,
        };
        match reach {
            Reach::Known(names) => {
                for name in names {
                    if !found.contains(&name)
                        && !dependents::is_named_by(&name, &step.before, pass.later_steps(index))
                    {
                        found.push(name);
                    }
                }
            }
            Reach::Unknown(what) => unknown.push(what),
        }
    }
    report(pass, step, step.span(), &found, &unknown);
}

/// It is named for the case that a run left it behind, and made anew further down.
fn only_in_case(pass: &Pass, index: usize, relation: &Relation) -> bool {
    relation.origin == Origin::Assumed { certain: false } && pass.creates_later(index, &relation.name)
}

/// The same of what is no relation.
fn in_case(dropped: Origin, afterwards: Option<Origin>) -> bool {
    dropped == Origin::Assumed { certain: false } && afterwards.is_some_and(|made| made.created().is_some())
}

fn whole(origin: Origin, known: Vec<String>, object: &ObjectRef) -> Reach {
    let complete = !matches!(origin, Origin::Assumed { .. });
    if complete || !known.is_empty() {
        return Reach::Known(known);
    }
    Reach::Unknown(match object.kind {
        ObjectKind::Table | ObjectKind::ForeignTable => {
            format!("every view over `{0}` and every foreign key that points at `{0}`", object.name)
        }
        ObjectKind::View | ObjectKind::MaterializedView => format!("every view over `{}`", object.name),
        ObjectKind::Sequence => format!("every default that draws from `{}`", object.name),
        ObjectKind::Type | ObjectKind::Domain => {
            format!("every column of the type `{}`, with its values", object.name)
        }
        _ => format!("every trigger, default, index and policy that calls `{}`", object.name),
    })
}

/// What depends on the members of a schema from outside it.
fn outside(pass: &Pass, catalog: &Catalog, schema: &str) -> Vec<String> {
    let members: Vec<&Relation> =
        catalog.relations().filter(|relation| relation.name.schema == schema).collect();
    if members.iter().all(|member| pass.is_new(member.origin)) {
        return Vec::new();
    }
    dependents::of_relations(catalog, &members.iter().map(|member| member.id).collect::<Vec<_>>())
}

fn parts(pass: &mut Pass, index: usize, step: &Step, alter: &AlterTable) {
    let Some(table) = pass.in_use(&step.before, &alter.name) else { return };
    for action in &alter.actions {
        match &action.kind {
            AlterActionKind::DropColumn { column, cascade: true, .. } => {
                let known = table.column(&column.name);
                if (known.is_none() && table.columns_known) || known.is_some_and(|c| pass.is_new(c.origin)) {
                    continue;
                }
                let mut found = dependents::of_column(&step.before, table, &column.name);
                let none = found.is_empty();
                found.retain(|name| !dependents::is_named_by(name, &step.before, pass.later_steps(index)));
                let unknown = (none && known.is_none()).then(|| {
                    format!("every view, policy and foreign key that needs `{}.{column}`", table.name)
                });
                report(pass, step, action.span, &found, &Vec::from_iter(unknown));
            }
            AlterActionKind::DropConstraint { constraint, cascade: true, .. } => {
                let known = table.constraint(&constraint.name);
                let key = known.filter(|known| known.index().is_some()).map(Constraint::columns);
                let mut found =
                    key.map(|key| dependents::of_key(&step.before, table, &key)).unwrap_or_default();
                found.retain(|name| !dependents::is_named_by(name, &step.before, pass.later_steps(index)));
                let unknown = (known.is_none() && !table.columns_known)
                    .then(|| format!("every foreign key that points at the columns of `{constraint}`"));
                report(pass, step, action.span, &found, &Vec::from_iter(unknown));
            }
            _ => {}
        }
    }
}

fn report(pass: &mut Pass, step: &Step, span: Span, found: &[String], unknown: &[String]) {
    if found.is_empty() && unknown.is_empty() {
        return;
    }
    let relation = step.effects.locks.first().map(|lock| lock.relation);
    let finding = if found.is_empty() {
        let what = unknown.join(", and ");
        let message =
            format!("CASCADE drops whatever depends on it: {what}; the history does not show which");
        let finding = pass.report(span, message).severity(Severity::Warning);
        finding.help("leave CASCADE out: the server then refuses and names what is in the way")
    } else {
        let message = format!("CASCADE also drops {}, which the statement does not name", enumeration(found));
        let finding = pass.report(span, message);
        finding.help("drop or change those first, each by its name, and leave CASCADE out")
    };
    if let Some(relation) = relation {
        finding.on(step, relation);
    }
}

fn enumeration(found: &[String]) -> String {
    match found {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if found.len() <= 5 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", found[..4].join(", "), found.len() - 4),
    }
}
