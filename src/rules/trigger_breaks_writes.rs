//! A trigger whose function fails when it fires: it uses what is not there, or no longer.

use std::cell::LazyCell;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use crate::ast::{AlterActionKind, ObjectKind, Statement, quoted};
use crate::catalog::{Catalog, QualifiedName, Relation, RelationId, Trigger};
use crate::migration::{History, Step};
use crate::rule::{Pass, Rule};
use crate::source::Span;

mod fault;
mod skipped;
mod stored;

use fault::{Fault, faults, function_of, misfits, misses, misses_routine, stores_rows};

pub(super) static RULE: Rule =
    Rule::new("trigger-breaks-writes", include_str!("../../rules/trigger-breaks-writes.md"), check);

/// What a statement takes away from functions that name it.
enum Gone {
    Relation(QualifiedName),
    Routine(QualifiedName),
}

/// A trigger that a statement breaks, and in what way.
struct Broken<'a> {
    step: &'a Step,
    span: Span,
    table: &'a Relation,
    trigger: &'a Trigger,
    how: String,
    /// The writes that are left out without an error, in place of failing.
    skips: Option<String>,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut found: Vec<Broken> = Vec::new();
    let calls = LazyCell::new(|| Calls::in_catalog(pass.history, &up.after));
    for (at, step) in up.steps.iter().enumerate() {
        let next = up.steps.get(at + 1).map_or(&up.after, |next| &next.before);
        let broken = match &step.statement.kind {
            Statement::CreateTrigger(create) => {
                let table = step.before.resolve_id(&create.table);
                let trigger = table.and_then(|table| trigger_at(&up.after, table, &create.name.name));
                made(pass, step, create.name.span, trigger)
            }
            Statement::CreateFunction(create) if create.is_for_triggers() => {
                let name = step.before.qualify(&create.name);
                made(pass, step, create.name.span, calls.of(&name).iter().copied())
            }
            Statement::AlterTable(alter) if changes_columns(step) => {
                match step.before.resolve_id(&alter.name) {
                    Some(table) => reshaped(pass, &calls, (step, next), table),
                    None => Vec::new(),
                }
            }
            Statement::Drop(drop) if drop.kind == ObjectKind::Index => {
                let indexes = drop.objects.iter().filter_map(|object| step.before.resolve(&object.name));
                let tables = indexes.filter_map(|index| step.before.table_of(index.id));
                tables.flat_map(|table| reshaped(pass, &calls, (step, next), table.id)).collect()
            }
            Statement::Rename(rename)
                if matches!(rename.object.kind, ObjectKind::Column | ObjectKind::Constraint) =>
            {
                match step.before.resolve_id(&rename.object.name) {
                    Some(table) => reshaped(pass, &calls, (step, next), table),
                    None => Vec::new(),
                }
            }
            _ => gone(step).iter().flat_map(|gone| left_behind(pass, &calls, step, gone)).collect(),
        };
        for one in broken {
            let known =
                |known: &Broken| known.table.id == one.table.id && known.trigger.name == one.trigger.name;
            if !found.iter().any(known) {
                found.push(one);
            }
        }
    }
    for broken in found {
        report(pass, &broken);
    }
}

fn report(pass: &mut Pass, broken: &Broken) {
    let Broken { step, span, table, trigger, how, skips } = broken;
    let (events, fate) = match skips {
        Some(events) => (events.clone(), "does nothing from here on, and no error says so"),
        None => (trigger.event_words(), "fails from here on"),
    };
    let message = format!(
        "every {events} of `{}` that fires the trigger `{}` {fate}: its function `{}` {how}",
        table.name, trigger.name, trigger.function
    );
    let here = pass.up().map(|up| up.id);
    let own = trigger.origin.created().is_some_and(|made| {
        Some(made.script) == here && step.span().range().contains(&(made.span.start as usize))
    });
    let label = match own {
        true => None,
        false => pass.label_created(trigger.origin, format!("the trigger `{}` is made here", trigger.name)),
    };
    pass.report(*span, message).on(step, table.id).label(label).help(format!(
        "replace the function in the same transaction by one that fits, or drop the trigger:\nDROP TRIGGER {} ON {};",
        quoted(&trigger.name),
        table.name
    ));
}

type Called<'a> = (&'a Relation, &'a Trigger);

/// The triggers of a catalog with their tables, by what they call; those of partitions are their parent's.
struct Calls<'a>(FxHashMap<&'a QualifiedName, Vec<Called<'a>>>);

impl<'a> Calls<'a> {
    fn in_catalog(history: &History, catalog: &'a Catalog) -> Self {
        let mut calls: FxHashMap<&QualifiedName, Vec<Called>> = FxHashMap::default();
        for table in history.triggered(catalog).filter(|table| !table.is_partition()) {
            for trigger in &table.triggers {
                calls.entry(&trigger.function).or_default().push((table, trigger));
            }
        }
        Self(calls)
    }

    fn of(&self, function: &QualifiedName) -> &[Called<'a>] {
        self.0.get(function).map_or(&[], Vec::as_slice)
    }

    /// Those that call one of some functions, and those of a table.
    fn of_any(&self, functions: &[QualifiedName], table: Option<&'a Relation>) -> Vec<Called<'a>> {
        let own = table.filter(|table| !table.is_partition()).into_iter();
        let own = own.flat_map(|table| table.triggers.iter().map(move |trigger| (table, &**trigger)));
        let mut found: Vec<Called> =
            functions.iter().flat_map(|function| self.of(function)).copied().chain(own).collect();
        let place = |(table, trigger): &Called| {
            (table.id, table.triggers.iter().position(|other| other.name == trigger.name))
        };
        found.sort_by_key(place);
        found.dedup_by_key(|called| place(called));
        found
    }
}

fn trigger_at<'a>(
    catalog: &'a Catalog,
    table: RelationId,
    name: &str,
) -> Option<(&'a Relation, &'a Trigger)> {
    let table = catalog.relation(table)?;
    Some((table, table.trigger(name)?))
}

/// The triggers that a statement makes or gives another function, and that fail as they are.
fn made<'a>(
    pass: &Pass<'a>,
    step: &'a Step,
    span: Span,
    triggers: impl IntoIterator<Item = (&'a Relation, &'a Trigger)>,
) -> Vec<Broken<'a>> {
    let Some(up) = pass.up() else { return Vec::new() };
    let broken = triggers.into_iter().filter_map(|(table, trigger)| {
        let mut faults = new_faults(pass, &up.before, (table, trigger), faults).into_iter();
        let shared = |fault: &Fault| pass.steps().iter().any(|step| fault.is_shared_by(step));
        let fault = faults.find(|fault| !shared(fault) && fault.is_seen(&up.after))?;
        let skips = fault.skipped_events(trigger);
        Some(Broken { step, span, table, trigger, how: fault.shown(&up.after), skips })
    });
    broken.collect()
}

/// The triggers that store rows in or from a table whose columns change, and whose values no longer fit.
fn reshaped<'a>(
    pass: &Pass<'a>,
    calls: &impl Deref<Target = Calls<'a>>,
    (step, next): (&'a Step, &Catalog),
    changed: RelationId,
) -> Vec<Broken<'a>> {
    let Some(up) = pass.up().filter(|_| !pass.is_new_relation(&step.before, changed)) else {
        return Vec::new();
    };
    let Some(after) = up.after.relation(changed) else { return Vec::new() };
    let naming = pass.history.trigger_functions_saying(&after.name.name);
    if naming.is_empty() && after.triggers.is_empty() {
        return Vec::new();
    }
    // Only a copy of whole rows depends on how many columns there are.
    let loses = loses_columns(step);
    let concerned = |(table, trigger): &(&Relation, &Trigger)| {
        let names = naming.contains(&trigger.function);
        names && loses || (names || table.id == changed) && stores_rows(&up.after, trigger)
    };
    let called = calls.of_any(naming, Some(after)).into_iter();
    let found = called.filter(concerned).filter_map(|(table, trigger)| {
        let new = new_faults(pass, &step.before, (table, trigger), misfits);
        if new.is_empty() {
            return None;
        }
        let (table_then, trigger_then) = trigger_at(next, table.id, &trigger.name)?;
        let then = misfits(next, table_then, trigger_then);
        let here = |fault: &Fault| fault.concerns(changed) && then.iter().any(|known| is_same(known, fault));
        let fault = new.into_iter().find(here)?;
        Some(Broken { step, span: step.span(), table, trigger, how: fault.shown(&up.after), skips: None })
    });
    found.collect()
}

/// What is wrong with a trigger after the migration and at the end of the history, and was not before.
fn new_faults(
    pass: &Pass,
    before: &Catalog,
    (table, trigger): (&Relation, &Trigger),
    faults: fn(&Catalog, &Relation, &Trigger) -> Vec<Fault>,
) -> Vec<Fault> {
    let Some(up) = pass.up() else { return Vec::new() };
    let mut new = faults(&up.after, table, trigger);
    if new.is_empty() {
        return new;
    }
    let at = |catalog: &Catalog| {
        trigger_at(catalog, table.id, &trigger.name)
            .map(|(table, trigger)| faults(catalog, table, trigger))
            .unwrap_or_default()
    };
    let (old, end) = (at(before), at(&pass.history.end));
    new.retain(|fault| {
        !old.iter().any(|known| is_same(known, fault)) && end.iter().any(|left| is_same(left, fault))
    });
    new
}

/// Whether two faults are one, of how many values it may be.
fn is_same(one: &Fault, other: &Fault) -> bool {
    match (one, other) {
        (Fault::Shape { target: one, .. }, Fault::Shape { target: other, .. }) => one == other,
        _ => one == other,
    }
}

/// Whether a column goes or must be given from here on, or something else that functions count on goes.
fn loses_columns(step: &Step) -> bool {
    match &step.statement.kind {
        Statement::AlterTable(alter) => {
            alter.actions.iter().any(|action| !matches!(action.kind, AlterActionKind::AddColumn { .. }))
        }
        _ => true,
    }
}

fn changes_columns(step: &Step) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    alter.actions.iter().any(|action| {
        matches!(
            action.kind,
            AlterActionKind::AddColumn { .. }
                | AlterActionKind::DropColumn { .. }
                | AlterActionKind::SetNotNull { .. }
                | AlterActionKind::DropDefault { .. }
                | AlterActionKind::SetDefault { .. }
                | AlterActionKind::DropIdentity { .. }
                | AlterActionKind::AddConstraint { .. }
                | AlterActionKind::DropConstraint { .. }
        )
    })
}

/// The names under which a statement leaves nothing.
fn gone(step: &Step) -> Vec<Gone> {
    let relation = |name| step.before.resolve(name).map(|found| Gone::Relation((*found.name).clone()));
    let routine = |name| {
        let found = step.before.routines(name).first().map(|found| found.name.clone());
        found.map(Gone::Routine)
    };
    let is_routine = |kind: ObjectKind| kind.is_routine();
    match &step.statement.kind {
        Statement::Rename(rename) if rename.object.part.is_none() => match is_routine(rename.object.kind) {
            true => routine(&rename.object.name).into_iter().collect(),
            false => relation(&rename.object.name).into_iter().collect(),
        },
        Statement::SetSchema(set) => relation(&set.object.name).into_iter().collect(),
        Statement::Drop(drop) if is_routine(drop.kind) => {
            drop.objects.iter().filter_map(|object| routine(&object.name)).collect()
        }
        Statement::Drop(drop) => {
            let whole = drop.objects.iter().filter(|object| object.part.is_none());
            whole.filter_map(|object| relation(&object.name)).collect()
        }
        _ => Vec::new(),
    }
}

/// The triggers whose function names what is gone, also at the end of the history.
fn left_behind<'a>(
    pass: &Pass<'a>,
    calls: &impl Deref<Target = Calls<'a>>,
    step: &'a Step,
    gone: &Gone,
) -> Vec<Broken<'a>> {
    let (Gone::Relation(name) | Gone::Routine(name)) = gone;
    let naming = pass.history.trigger_functions_saying(&name.name);
    let Some(up) = pass.up().filter(|_| !naming.is_empty() && !pass.may_make_anew(step)) else {
        return Vec::new();
    };
    let misses = |catalog: &Catalog, trigger: &Trigger| {
        let function = function_of(catalog, trigger).filter(|_| trigger.enabled);
        function.is_some_and(|function| match gone {
            Gone::Relation(name) => misses(catalog, function, name),
            Gone::Routine(name) => misses_routine(catalog, function, name),
        })
    };
    let found = calls.of_any(naming, None).into_iter().filter(|(table, trigger)| {
        misses(&up.after, trigger)
            && trigger_at(&pass.history.end, table.id, &trigger.name)
                .is_some_and(|(_, trigger)| misses(&pass.history.end, trigger))
    });
    let how = match gone {
        Gone::Relation(name) => format!("still names `{name}`"),
        Gone::Routine(name) => format!("still calls `{name}`"),
    };
    found
        .map(|(table, trigger)| Broken {
            step,
            span: step.span(),
            table,
            trigger,
            how: how.clone(),
            skips: None,
        })
        .collect()
}
