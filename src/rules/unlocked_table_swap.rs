//! A table that is copied and replaced by its copy, while others go on writing to it.

use rustc_hash::FxHashMap;

use crate::ast::{ObjectKind, ObjectName, Query, Rename, Statement};
use crate::catalog::{Origin, QualifiedName, Relation, RelationId, RelationKind};
use crate::diagnostic::Label;
use crate::effects::{holds_one_row, truth};
use crate::migration::{Script, Step, StepPlace};
use crate::rule::{Pass, Rule, first_line, says};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("unlocked-table-swap", include_str!("../../rules/unlocked-table-swap.md"), check);

/// A table that takes the name of one in use whose rows were copied into it.
struct Swap<'a> {
    old: &'a Relation,
    new: &'a Relation,
    /// The last copy of the rows: what it misses nothing brings.
    copied: StepPlace,
    copy: &'a Step,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut unseen = FxHashMap::default();
    for (index, step) in pass.steps().iter().enumerate() {
        let gone = given_up(step).filter(|table| matches!(table.origin, Origin::Assumed { .. }));
        for table in gone {
            unseen.entry(&*table.name).or_insert(table);
        }
        let Statement::Rename(rename) = &step.statement.kind else { continue };
        if rename.object.part.is_some() || step.may_be_left_out() {
            continue;
        }
        let Some(swap) = swapped(pass, up, (index, rename), &unseen) else { continue };
        if !is_locked(pass, &swap, step) && !is_kept_in_step(&swap, rename) {
            report(pass, up, step, &swap);
        }
    }
}

/// The tables whose name a statement makes free.
fn given_up(step: &Step) -> impl Iterator<Item = &Relation> {
    let objects = match &step.statement.kind {
        Statement::Rename(rename) if rename.object.part.is_none() => std::slice::from_ref(&rename.object),
        Statement::SetSchema(set) => std::slice::from_ref(&set.object),
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => &drop.objects,
        _ => &[],
    };
    objects.iter().filter_map(|object| step.before.resolve(&object.name))
}

/// The tables that no migration shows, by the names that they had when the script began to speak of them.
type Unseen<'a> = FxHashMap<&'a QualifiedName, &'a Relation>;

fn swapped<'a>(
    pass: &Pass<'a>,
    up: &'a Script,
    (index, rename): (usize, &Rename),
    unseen: &Unseen<'a>,
) -> Option<Swap<'a>> {
    let step = &up.steps[index];
    let new = up.after_step(index).relation(step.before.resolve_id(&rename.object.name)?)?;
    let old = up.before.relation_named(&new.name).or_else(|| unseen.get(&*new.name).copied());
    let old = old.filter(|old| old.id != new.id)?;
    let is_table =
        |table: &Relation| matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
    if !is_table(old) || !is_table(new) || old.is_temporary() || holds_one_row(&up.before, old) {
        return None;
    }
    let here = StepPlace { migration: pass.index, step: index };
    let copies = pass.history.copies(old.id);
    let (earlier, later) = copies.split_at(copies.partition_point(|place| *place < here));
    let copy = |place: &StepPlace| {
        let script = pass.history.migrations[place.migration].up.as_ref()?;
        (filled_by(script, place.step) == Some(new.id)).then(|| &script.steps[place.step])
    };
    // What the copy missed may be brought afterwards.
    if later.iter().any(|place| copy(place).is_some()) {
        return None;
    }
    earlier.iter().rev().find_map(|place| Some(Swap { old, new, copied: *place, copy: copy(place)? }))
}

/// The table that a step fills with the rows of another one. A query that finds no row copies the columns alone.
fn filled_by(script: &Script, index: usize) -> Option<RelationId> {
    let step = &script.steps[index];
    let (target, query): (_, &Query) = match &step.statement.kind {
        Statement::CreateTableAs(create) if create.with_data && !create.materialized_view => {
            (script.after_step(index).resolve_id(&create.name)?, &create.query)
        }
        Statement::Insert(insert) => (step.before.resolve_id(&insert.table)?, insert.source.as_ref()?),
        _ => return None,
    };
    let never = query.where_clause.as_ref().is_some_and(|condition| truth(condition) == Some(false));
    let part = query.has_limit && !step.only_repeated;
    (!never && !part).then_some(target)
}

/// Whether the transaction has kept writers out since before the copy.
fn is_locked(pass: &Pass, swap: &Swap, step: &Step) -> bool {
    let Some(script) = pass.history.migrations[swap.copied.migration].up.as_ref() else { return false };
    let blocks = |earlier: &Step| {
        let mode = earlier.effects.lock_on(swap.old.id);
        !earlier.may_be_left_out() && mode.is_some_and(|mode| mode.blocks_writes())
    };
    swap.copy.transaction_number() == step.transaction_number()
        && script.earlier_in_transaction(swap.copied.step).any(blocks)
}

/// Whether a trigger wrote to the new table too when the rows were copied.
fn is_kept_in_step(swap: &Swap, rename: &Rename) -> bool {
    let catalog = &swap.copy.before;
    let Some(old) = catalog.relation(swap.old.id) else { return false };
    old.triggers.iter().filter(|trigger| trigger.enabled && trigger.events.insert).any(|trigger| {
        let QualifiedName { schema, name } = &trigger.function;
        let functions = catalog.routines(&ObjectName::new(Some(schema), name, Span::default()));
        let body = functions.first().and_then(|routine| routine.definition.as_ref()?.body.as_ref());
        body.is_none_or(|(text, _)| says(text, &rename.object.name.name))
    })
}

fn report(pass: &mut Pass, up: &Script, step: &Step, swap: &Swap) {
    let Swap { old, new, copied, copy } = swap;
    let name = &new.name;
    let fate = match up.after.relation(old.id) {
        Some(aside) => format!("it stays behind in `{}`", aside.name),
        None => "it goes with the old table".to_owned(),
    };
    let label = pass.history.migrations[copied.migration].up.as_ref().map(|script| Label {
        source: std::sync::Arc::clone(&script.source),
        span: first_line(&script.source, copy.span()),
        text: "sees the rows that are there when it begins".to_owned(),
    });
    pass.report(
        step.span(),
        format!(
            "what others write to `{name}` from the beginning of the copy to this rename is missing from it afterwards: {fate}, \
             and nothing fails"
        ),
    )
    .on(step, new.id)
    .label(label)
    .help(format!(
        "let a trigger write to the new table too before the rows are copied, and drop it where the names are changed; or keep \
         writers out for as long as the copy takes, in the transaction that also changes the names:\n\
         BEGIN;\nSET LOCAL lock_timeout = '2s';\nLOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE;\n\
         -- the copy, then both renames\nCOMMIT;"
    ));
}
