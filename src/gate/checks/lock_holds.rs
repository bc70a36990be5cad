//! No lock keeps readers or writers out while work runs that takes longer the larger a table is.

use crate::effects::WorkKind;
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::lock::LockMode;
use crate::migration::{Held, Script};

pub(super) static CHECK: Check =
    Check::new("lock-holds", include_str!("../../../rules/gate/lock-holds.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let answer = judged(situation, entry);
    super::read_whole(situation, answer)
}

fn judged(situation: &mut Situation, entry: &Entry) -> Answer {
    let small = entry.options.strings("small-tables");
    let mut locks = 0;
    let mut strongest = LockMode::AccessShare;
    let mut wrong = Vec::new();
    for script in situation.scripts() {
        for held in script.timeline() {
            let Some(name) = in_use(script, &held).filter(|name| !small.contains(&name.as_str())) else {
                continue;
            };
            locks += 1;
            strongest = strongest.max(held.mode);
            if let Some((at, work)) = slow_work(script, &held, &small) {
                let place = situation.place(script, script.steps[at].span());
                let waits = held.mode.who_waits();
                wrong.push(format!("{place}: {waits} of {name} waits under {} while {work}", held.mode));
            }
        }
    }
    wrong.dedup();
    let good = match locks {
        0 => "locks nothing that is in use against readers or writers".to_owned(),
        _ => format!(
            "{}, up to {strongest}, and none is held while rows are read or written",
            live::count(locks as u64, "lock")
        ),
    };
    let bad = format!(
        "{} of {} held while rows are read or written",
        wrong.len(),
        live::count(locks as u64, "lock")
    );
    Answer::judge(Source::Files, good, bad, wrong)
}

/// The table that is locked against readers or writers, if it was there before the script.
fn in_use(script: &Script, held: &Held) -> Option<String> {
    let relation = script.steps.get(held.from)?.before.relation(held.relation)?;
    let counts = held.mode.blocks_writes()
        && relation.holds_rows()
        && !script.creates(relation.origin)
        && !relation.is_temporary();
    counts.then(|| relation.name.to_string())
}

/// The first slow work under a lock.
fn slow_work(script: &Script, held: &Held, small: &[&str]) -> Option<(usize, String)> {
    (held.from..=held.until).find_map(|at| {
        let step = script.steps.get(at)?;
        step.effects.work.iter().filter(|work| work.kind.is_slow()).find_map(|work| {
            let relation = step.before.relation(work.relation)?;
            let name = relation.name.to_string();
            let counts = !script.creates(relation.origin) && !small.contains(&name.as_str());
            let gathers = matches!(work.kind, WorkKind::IndexBuild { .. }) && step.is_concurrent();
            (counts && !gathers).then(|| (at, format!("{name} is {}", work.kind.past_participle())))
        })
    })
}
