//! A lock that a transaction makes stronger while writers already wait for it.

use crate::migration::Step;
use crate::rule::{Held, Holder, Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "lock-upgrade-in-transaction",
    include_str!("../../rules/lock-upgrade-in-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut held = Held::of(up);
    let mut reported: Vec<Span> = Vec::new();
    for step in &up.steps {
        // With a limit the transaction gives up, and the others go on.
        if step.waits_without_limit() && !step.conditional {
            let stronger = step.effects.locks.iter().filter(|lock| lock.mode.blocks_reads());
            let mut upgraded = stronger.filter_map(|lock| held.on(lock.relation));
            let holder = upgraded.find(|holder| !holder.mode.blocks_reads());
            if let Some(holder) = holder.filter(|holder| !reported.contains(&holder.step.span())) {
                reported.push(holder.step.span());
                report(pass, step, &holder);
            }
        }
        held.pass(pass);
    }
}

/// Whether a statement between the two names the table, so that their order may matter to it.
fn is_named_between(pass: &Pass, holder: &Holder, step: &Step) -> bool {
    let (from, to) = (holder.step.span().end, step.span().start);
    let mut between = pass.steps().iter().filter(|step| step.span().start >= from && step.span().end <= to);
    between.any(|step| step.effects.lock_on(holder.relation.id).is_some())
}

fn report(pass: &mut Pass, step: &Step, holder: &Holder) {
    let Some(mode) = step.effects.lock_on(holder.relation.id) else { return };
    let table = &holder.relation.name;
    let message = format!(
        "waits for {mode} on `{table}` while the transaction already keeps its writers waiting: if one of them has read \
         `{table}` before, the two wait for each other, and the server ends one with a deadlock"
    );
    let why = pass.why_in_transaction(step);
    // The strongest lock first would be held for as long as the slow statement takes.
    let help = match holder.step.effects.is_slow() || is_named_between(pass, holder, step) {
        true => "put one of them in a migration of its own",
        false => {
            "take the strongest lock first: put this statement before that one, or one of them in a migration of its own"
        }
    };
    let finding = pass
        .report(step.span(), message)
        .on(step, holder.relation.id)
        .label_here(holder.step.span(), format!("takes {} on `{table}`", holder.mode))
        .help(help);
    finding.notes.extend(why);
}
