//! What an earlier statement has dropped or renamed, or a table never had, and a statement fails without.

use super::Conflict;
use super::columns::{is_whole, may_have_changed, names_it_alone};
use super::things::{Fate, Thing, Use, used};
use crate::ast::{ObjectKind, Statement, Transaction};
use crate::catalog::Place;
use crate::migration::Step;
use crate::rule::{Pass, list};
use crate::version::PgVersion;

/// The things that a statement needs and that are not there any more.
pub(super) fn absent<'a>(pass: &Pass<'a>, index: usize, step: &'a Step) -> Option<Conflict<'a>> {
    // What stands in a block may not be reached.
    if step.within.is_some() {
        return None;
    }
    let missing = used(step).into_iter().filter(|used| used.needed && !used.thing.may_be_in(&step.before));
    let mut missing = missing.peekable();
    missing.peek()?;
    missing.find_map(|used| taken_away(pass, index, step, &used))
}

fn taken_away<'a>(pass: &Pass<'a>, index: usize, step: &'a Step, missing: &Use) -> Option<Conflict<'a>> {
    let takers = pass.earlier_steps(index).filter_map(|(at, earlier)| {
        let used =
            used(earlier).into_iter().find(|used| used.thing == missing.thing && used.fate.is_some())?;
        Some((at, earlier, used.fate?, used.needed))
    });
    let mut takers: Vec<_> = takers.collect();
    // The last that found it there, or else the first: those behind it fail too.
    let found = takers.iter().position(|(_, taker, ..)| missing.thing.may_be_in(&taker.before));
    takers.truncate(found.map_or(takers.len(), |at| at + 1));
    let Some((at, taker, fate, needed)) = takers.pop() else { return never_had(pass, index, step, missing) };
    // Where it says IF EXISTS, one of the name may be there that it did not mean.
    let hit = needed || missing.thing.on.is_some() || missing.thing.may_be_in(&taker.before);
    let sure = !taker.conditional && !taker.guarded && !taker.handled && hit;
    let up = pass.history.migrations.get(at)?.up.as_ref()?;
    let takes_back = |step: &Step| {
        matches!(
            step.statement.kind,
            Statement::Transaction(Transaction::Rollback { .. } | Transaction::RollbackTo(_))
        )
    };
    let in_order = pass.has_own_place(at) && pass.has_own_place(pass.index);
    let table = missing.thing.on.and_then(|table| step.before.relation(table));
    let seen = in_order
        && pass.history.is_seen(at..=pass.index)
        && table.is_none_or(|table| names_it_alone(step, table));
    if !sure || up.steps.iter().any(takes_back) || !seen {
        return None;
    }
    let (label, help) = match fate {
        Fate::Renamed(now) if missing.thing.named(&now).may_be_in(&step.before) => {
            let now = crate::ast::quoted(&now).into_owned();
            (format!("it is called `{now}` since here"), format!("say `{now}`"))
        }
        Fate::Renamed(_) => ("it gets another name here".to_owned(), "leave the statement out".to_owned()),
        Fate::Dropped => ("it is dropped here".to_owned(), leave_out(missing)),
    };
    let place = Place { script: up.id, span: taker.span() };
    Some(conflict(step, missing, pass.label_at(place, label), help))
}

fn leave_out(missing: &Use) -> String {
    match missing.fate {
        Some(Fate::Dropped) => "leave the statement out, or say IF EXISTS".to_owned(),
        _ => "leave the statement out".to_owned(),
    }
}

fn conflict<'a>(
    step: &'a Step,
    missing: &Use,
    label: Option<crate::diagnostic::Label>,
    help: String,
) -> Conflict<'a> {
    let (what, problem) = (missing.words.clone(), missing.problem);
    Conflict { step, span: step.span(), what, problem, label, help }
}

/// A part of a table, or a value of a type, that the history shows whole.
fn never_had<'a>(pass: &Pass<'a>, index: usize, step: &'a Step, missing: &Use) -> Option<Conflict<'a>> {
    let Thing { kind, name, .. } = &missing.thing;
    let Some(table) = missing.thing.on else {
        let origin = missing.thing.type_made(&step.before)?;
        let (at, _) = pass.maker(origin)?;
        let label = pass.label_created(origin, "the type is made here");
        return pass
            .history
            .is_seen(at..=pass.index)
            .then(|| conflict(step, missing, label, "name a value that it has".to_owned()));
    };
    // Triggers and policies are often kept beside the migrations.
    let table = match kind {
        ObjectKind::Constraint | ObjectKind::Column => step.before.relation(table)?,
        _ => return None,
    };
    // From 18 on every NOT NULL has a name.
    let named = pass.history.version_given && pass.version < PgVersion::V18 || !name.ends_with("_not_null");
    let whole = is_whole(pass, table) && names_it_alone(step, table);
    if !whole || may_have_changed(pass, index, table.id) || !named {
        return None;
    }
    let known = table.constraints.iter().filter(|known| known.origin.created().is_some());
    let known: Vec<String> = known.map(|known| known.name.to_string()).collect();
    let help = match kind {
        ObjectKind::Constraint if !known.is_empty() => format!("there is {}", list(known)),
        _ => leave_out(missing),
    };
    let label = pass.label_created(table.origin, format!("`{}` is created here", table.name));
    Some(conflict(step, missing, label, help))
}
