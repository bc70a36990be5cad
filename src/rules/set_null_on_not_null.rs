//! A foreign key that sets a column to null which takes no null.

use crate::ast::{AlterActionKind, Expr, Name, ReferentialAction, Statement, TriggerTiming, quoted};
use crate::catalog::{Catalog, Column, Constraint, ConstraintDef, Origin, Relation, Trigger};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list, requires, says};
use crate::source::Span;
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("set-null-on-not-null", include_str!("../../rules/set-null-on-not-null.md"), check);

/// A foreign key whose action the server cannot carry out.
struct Stuck<'a> {
    table: &'a Relation,
    referenced: &'a Relation,
    key: &'a Constraint,
    column: &'a Name,
    refusal: Refusal,
    deletes: Option<ReferentialAction>,
    updates: Option<ReferentialAction>,
    /// The other columns of the key, as far as they may be null.
    nullable: Vec<Name>,
}

/// What does not let a column be null.
#[derive(PartialEq)]
enum Refusal {
    PrimaryKey,
    NotNull,
    Check(Name),
    Domain(Name),
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for (at, step) in up.steps.iter().enumerate() {
        let name = match &step.statement.kind {
            Statement::CreateTable(create) => &create.name,
            Statement::AlterTable(alter) => &alter.name,
            _ => continue,
        };
        let after = up.after_step(at);
        let Some(table) = after.resolve(name).filter(|table| !table.is_temporary()) else { continue };
        for key in table.foreign_keys() {
            let Some(stuck) = stuck(after, table, key) else { continue };
            let before = key_in(&step.before, table, key);
            let known = before.is_some_and(|(table, key)| self::stuck(&step.before, table, key).is_some());
            let last = key_in(&pass.history.end, table, key);
            let stays = last.is_some_and(|(table, key)| self::stuck(&pass.history.end, table, key).is_some());
            if !known && stays {
                report(pass, step, &stuck);
            }
        }
    }
}

/// The same foreign key at another moment, and not one that was made anew.
fn key_in<'a>(
    catalog: &'a Catalog,
    table: &Relation,
    key: &Constraint,
) -> Option<(&'a Relation, &'a Constraint)> {
    let table = catalog.relation(table.id)?;
    let same = table.constraint(&key.name).filter(|other| other.origin == key.origin)?;
    Some((table, same))
}

fn stuck<'a>(catalog: &'a Catalog, table: &'a Relation, key: &'a Constraint) -> Option<Stuck<'a>> {
    let ConstraintDef::ForeignKey { columns, references, on_delete, on_update, delete_sets, .. } = &key.kind
    else {
        return None;
    };
    let referenced = catalog.relation(*references).filter(|_| key.enforced && !key.inherited)?;
    let refused = |action: ReferentialAction, sets: &'a [Name]| {
        sets.iter().find_map(|column| Some((column, refusal(catalog, table, column, action)?, action)))
    };
    let deleted = if delete_sets.is_empty() { columns } else { delete_sets };
    let deletes = refused(*on_delete, deleted).filter(|_| !goes_otherwise(referenced, table, key));
    let updates = refused(*on_update, columns);
    let action = |found: &Option<(&Name, Refusal, ReferentialAction)>| found.as_ref().map(|found| found.2);
    let (on_delete, on_update) = (action(&deletes), action(&updates));
    let (column, refusal, _) = deletes.or(updates)?;
    let filled = table.triggers.iter().any(|trigger| may_fill(catalog, trigger, column));
    let nullable = |column: &&Name| {
        table.column(column).is_some_and(|known| known.nullability_known)
            && refusal_of_null(catalog, table, column).is_none()
    };
    let nullable = columns.iter().filter(nullable).cloned().collect();
    let stuck =
        Stuck { table, referenced, key, column, refusal, deletes: on_delete, updates: on_update, nullable };
    (!filled).then_some(stuck)
}

/// What does not let a column be set by the action of a foreign key.
fn refusal(catalog: &Catalog, table: &Relation, column: &Name, action: ReferentialAction) -> Option<Refusal> {
    let sets_null = match action {
        ReferentialAction::SetNull => true,
        ReferentialAction::SetDefault => defaults_to_null(catalog, table.column(column)?),
        _ => false,
    };
    if sets_null { refusal_of_null(catalog, table, column) } else { None }
}

/// Of a column that nobody made here, the default is not known.
fn defaults_to_null(catalog: &Catalog, column: &Column) -> bool {
    let data_type = column.data_type.as_ref();
    let domains = data_type.map(|data_type| catalog.domains_of(data_type)).unwrap_or_default();
    column.origin.created().is_some()
        && column.default.as_ref().is_none_or(|default| *default == Expr::Null)
        && column.identity.is_none()
        && column.generated.is_none()
        && domains.iter().all(|domain| domain.default.is_none())
}

fn refusal_of_null(catalog: &Catalog, table: &Relation, column: &Name) -> Option<Refusal> {
    let known = table.column(column)?;
    let data_type = known.data_type.as_ref();
    let domains = data_type.map(|data_type| catalog.domains_of(data_type)).unwrap_or_default();
    if table.primary_key().is_some_and(|key| key.columns().contains(column)) {
        return Some(Refusal::PrimaryKey);
    }
    if known.not_null {
        return Some(Refusal::NotNull);
    }
    if domains.iter().any(|domain| !domain.takes_null()) {
        return data_type.map(|data_type| Refusal::Domain(data_type.name.clone()));
    }
    table.constraints.iter().find_map(|constraint| match &constraint.kind {
        ConstraintDef::Check { expr, .. } if constraint.enforced && requires(expr).contains(&column) => {
            Some(Refusal::Check(constraint.name.clone()))
        }
        _ => None,
    })
}

/// Whether something else may take the referring rows out of the way when a row goes.
fn goes_otherwise(referenced: &Relation, table: &Relation, key: &Constraint) -> bool {
    let cascades = |other: &Constraint| {
        matches!(other.kind, ConstraintDef::ForeignKey { on_delete: ReferentialAction::Cascade, .. })
            && other.references() == key.references()
    };
    referenced.triggers.iter().any(|trigger| trigger.enabled && trigger.events.delete)
        || !referenced.rules.is_empty()
        || table.foreign_keys().any(cascades)
}

/// Whether a trigger may put a value in place of the null.
fn may_fill(catalog: &Catalog, trigger: &Trigger, column: &str) -> bool {
    let before = trigger.timing == TriggerTiming::Before;
    if !before || !trigger.row || !trigger.events.update || !trigger.enabled {
        return false;
    }
    let function = catalog.function_of(trigger).and_then(|function| function.definition.as_ref());
    let body = function.and_then(|function| function.body.as_ref());
    body.is_none_or(|(body, _)| says(body, column))
}

fn report(pass: &mut Pass, step: &Step, stuck: &Stuck) {
    let Stuck { table, referenced, key, column, refusal, .. } = stuck;
    let sets = match stuck.deletes.or(stuck.updates) {
        Some(ReferentialAction::SetDefault) => "to its default, which is null",
        _ => "to null",
    };
    let why = match refusal {
        Refusal::PrimaryKey => "it is part of the primary key".to_owned(),
        Refusal::NotNull => "it is NOT NULL".to_owned(),
        Refusal::Check(check) => format!("`{check}` lets no null in"),
        Refusal::Domain(domain) => format!("its type `{domain}` takes no null"),
    };
    let what = match (stuck.deletes.is_some(), stuck.updates.is_some()) {
        (true, true) => "DELETE, and every UPDATE of the key,",
        (true, false) => "DELETE",
        _ => "UPDATE of the key",
    };
    let message = format!(
        "every {what} of a row of `{}` that `{}` refers to fails: `{}` sets `{column}` {sets}, and {why}",
        referenced.name, table.name, key.name
    );
    let here = |origin: Origin| {
        let made = origin.created().filter(|made| pass.up().is_some_and(|up| up.id == made.script));
        made.map(|made| made.span).filter(|made| step.span().contains(*made))
    };
    let written = here(key.origin);
    let origin = table.column(column).map_or(table.origin, |column| column.origin);
    let beside = here(origin).is_some();
    let label = match written {
        Some(_) if beside => None,
        Some(_) => pass.label_created(origin, format!("`{column}` is made here")),
        None => pass.label_created(key.origin, format!("`{}` is made here", key.name)),
    };
    let span = written.unwrap_or_else(|| culprit(step, column));
    let help = help(stuck, written.is_some(), beside, pass.version);
    let finding = pass.report(span, message).on(step, table.id).label(label);
    finding.help.extend(help);
}

/// The part of a statement that takes the null away.
fn culprit(step: &Step, column: &str) -> Span {
    let Statement::AlterTable(alter) = &step.statement.kind else { return step.span() };
    let about = alter.actions.iter().find(|action| match &action.kind {
        AlterActionKind::SetNotNull { column: of } | AlterActionKind::DropDefault { column: of } => {
            of.name == column
        }
        AlterActionKind::AddConstraint { .. } => true,
        _ => false,
    });
    about.map_or(step.span(), |action| action.span)
}

fn help(stuck: &Stuck, writes: bool, beside: bool, version: PgVersion) -> Vec<String> {
    let Stuck { table, key, column, refusal, .. } = stuck;
    let names = |columns: &[Name]| columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let ConstraintDef::ForeignKey { columns, referenced_columns, .. } = &key.kind else { return Vec::new() };
    let mut help = Vec::new();
    let event = if stuck.deletes.is_some() { "DELETE" } else { "UPDATE" };
    if event == "DELETE" && !stuck.nullable.is_empty() && version >= PgVersion::V15 {
        help.push(format!("set only what may be null: ON DELETE SET NULL ({})", names(&stuck.nullable)));
    }
    let says = format!(
        "say what is meant: ON {event} RESTRICT where the row has to stay, ON {event} CASCADE where those of `{}` {} with it",
        table.name,
        if event == "DELETE" { "go" } else { "change" }
    );
    help.push(match writes {
        true => says,
        false => format!(
            "{says}:\nALTER TABLE {} DROP CONSTRAINT {name}, ADD CONSTRAINT {name}\n    FOREIGN KEY ({}) REFERENCES {} ({}) \
             ON {event} RESTRICT NOT VALID;\nALTER TABLE {} VALIDATE CONSTRAINT {name};",
            table.name,
            names(columns),
            stuck.referenced.name,
            names(referenced_columns),
            table.name,
            name = quoted(&key.name)
        ),
    });
    if *refusal == Refusal::NotNull {
        help.push(match (writes, beside) {
            (true, true) => "or let the column be null: leave NOT NULL out".to_owned(),
            (true, false) => format!(
                "or let the column be null:\nALTER TABLE {} ALTER COLUMN {} DROP NOT NULL;",
                table.name,
                quoted(column)
            ),
            (false, _) => format!("or leave {} as it was, and let it be null", list([column])),
        });
    }
    help
}
