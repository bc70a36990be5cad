//! A foreign key whose column cannot hold every value of the column it points at, or is compared by casting.

use crate::ast::{AlterActionKind, ConstraintKind, Statement, TypeName};
use crate::catalog::{ConstraintDef, Origin, Place, Relation};
use crate::diagnostic::Severity;
use crate::effects::{KeyMatch, key_match};
use crate::migration::Step;
use crate::rule::{Pass, Rule, Written};

pub(super) static RULE: Rule =
    Rule::new("fk-type-mismatch", include_str!("../../rules/fk-type-mismatch.md"), check);

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        if matches!(written.constraint.kind, ConstraintKind::ForeignKey(_)) {
            check_key(pass, &written);
        }
    }
}

fn check_key(pass: &mut Pass, written: &Written) {
    let Some((table, constraint)) = written.made() else { return };
    let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &constraint.kind else {
        return;
    };
    let Some(referenced) = written.after.relation(*references) else { return };
    let type_of = |table: &Relation, column: &str| Option::clone(&table.column(column)?.data_type);
    for (column, other) in columns.iter().zip(referenced_columns) {
        let Some((own, wanted)) = type_of(table, column).zip(type_of(referenced, other)) else { continue };
        let built_in = [&own, &wanted].iter().all(|of| written.after.column_type(of).is_none());
        let Some(trouble) = trouble(&own, &wanted).filter(|_| built_in) else { continue };
        let message = format!(
            "`{}.{column}` is {own}, and `{}.{other}`, which it points at, is {wanted}: {}",
            table.name, referenced.name, trouble.what
        );
        let text = format!("`{other}` is {wanted} here");
        let label = retyped(pass, written.step, referenced, other)
            .and_then(|place| pass.label_at(place, text.clone()))
            .or_else(|| pass.label_created(typed_first(referenced, other), text));
        let (step, id) = (written.step, table.id);
        let new = !written.added || pass.is_new_relation(written.after, id);
        let help = match new {
            true => format!("give `{column}` the type {wanted} here, while the table is empty"),
            false => format!(
                "give `{column}` the type {wanted} before the table grows: as long as it is small that is quick, later it \
                 takes a second column"
            ),
        };
        let finding = pass.report(written.constraint.span, message).label(label).help(help);
        finding.on(step, id);
        if !trouble.grave {
            finding.severity(Severity::Advice);
        }
    }
}

/// The last change of a column's type before a step.
fn retyped(pass: &Pass, until: &Step, table: &Relation, column: &str) -> Option<Place> {
    let index = pass.steps().iter().position(|step| std::ptr::eq(step, until))?;
    pass.earlier_steps(index).find_map(|(at, step)| {
        let Statement::AlterTable(alter) = &step.statement.kind else { return None };
        let script = pass.history.migrations.get(at)?.up.as_ref()?;
        let action = alter.actions.iter().rfind(|action| {
            matches!(&action.kind, AlterActionKind::AlterColumnType { column: changed, .. } if changed.name == column)
        })?;
        let here = step.before.resolve_id(&alter.name) == Some(table.id);
        here.then_some(Place { script: script.id, span: action.span })
    })
}

fn typed_first(table: &Relation, column: &str) -> Origin {
    table.column(column).map_or(table.origin, |column| column.origin)
}

struct Trouble {
    what: String,
    grave: bool,
}

fn trouble(own: &TypeName, wanted: &TypeName) -> Option<Trouble> {
    if key_match(own, wanted) != KeyMatch::Differs {
        return None;
    }
    match (own.last_integer(), wanted.last_integer()) {
        (Some(own), Some(wanted)) if own >= wanted => None,
        (Some(own), Some(_)) => Some(Trouble { what: format!("it takes no value after {own}"), grave: true }),
        _ if depends_on_zone(own, wanted) => {
            let lost = loses_places(own, wanted).map_or(String::new(), |lost| format!(", and {lost}"));
            let what =
                format!("which row it points at depends on the TimeZone of the session that writes it{lost}");
            Some(Trouble { what, grave: true })
        }
        _ => Some(Trouble { what: "each comparison casts one of them".to_owned(), grave: false }),
    }
}

/// Whether a value without a zone is compared with one that has a zone, which asks for the session's TimeZone.
fn depends_on_zone(own: &TypeName, wanted: &TypeName) -> bool {
    let local = |of: &TypeName| matches!(of.name.as_str(), "timestamp" | "date");
    let zoned = |of: &TypeName| of.name == "timestamptz";
    own.array == 0 && wanted.array == 0 && (local(own) && zoned(wanted) || zoned(own) && local(wanted))
}

/// Values of the column pointed at that this one cannot hold.
fn loses_places(own: &TypeName, wanted: &TypeName) -> Option<String> {
    let places = |of: &TypeName| match of.name.as_str() {
        "date" => None,
        _ => Some(of.modifiers.first().copied().unwrap_or(6)),
    };
    match (places(own), places(wanted)) {
        (None, Some(_)) => Some("it holds no time of day".to_owned()),
        (Some(own), Some(wanted)) if own < wanted => {
            Some(format!("it cannot point at a time with more than {own} places of a second"))
        }
        _ => None,
    }
}
