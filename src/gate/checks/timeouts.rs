//! Every statement that waits for a lock gives up in time, and none that must not be interrupted is.

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::migration::Script;

pub(super) static CHECK: Check =
    Check::new("timeouts", include_str!("../../../rules/gate/timeouts.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let answer = judged(situation, entry);
    super::read_whole(situation, answer)
}

fn judged(situation: &mut Situation, entry: &Entry) -> Answer {
    let limit = match entry.duration("lock") {
        Ok(limit) => limit.and_then(|limit| u64::try_from(limit.as_millis()).ok()).unwrap_or(u64::MAX),
        Err(answer) => return answer,
    };
    let (mut waits, mut wrong) = (0, Vec::new());
    for script in situation.scripts() {
        for (at, step) in script.steps.iter().enumerate().filter(|(_, step)| !step.conditional) {
            let place = || situation.place(script, step.span());
            let timeout = step.before.session.timeout("lock_timeout").unwrap_or_default();
            if step.is_concurrent() {
                wrong.extend(
                    interrupted(step.before.session.timeout("statement_timeout"), timeout)
                        .map(|why| format!("{}: {why}, and leaves an invalid index behind", place())),
                );
            } else if let Some((_, relation)) = script.locks_in_use(step).next() {
                waits += 1;
                if timeout == 0 && !script.counts_on_a_timeout(at) && first_wait(script, at) {
                    wrong.push(format!("{}: waits for {} without a lock_timeout", place(), relation.name));
                } else if timeout > limit {
                    wrong.push(format!("{}: waits up to {timeout} ms for {}", place(), relation.name));
                }
            }
        }
    }
    let good = match waits {
        0 => "nothing waits for a lock on a table in use".to_owned(),
        _ => format!("{} for a lock, each with a lock_timeout", live::count(waits as u64, "wait")),
    };
    let bad = format!("{} with the timeouts", live::count(wrong.len() as u64, "problem"));
    Answer::judge(Source::Files, good, bad, wrong)
}

/// CONCURRENTLY waits for every older transaction, and lets everyone through meanwhile.
fn interrupted(statement: Option<u64>, lock: u64) -> Option<String> {
    match (statement.unwrap_or_default(), lock) {
        (0, 0) => None,
        (0, lock) => {
            Some(format!("a lock_timeout of {lock} ms ends CONCURRENTLY when any transaction is older"))
        }
        (statement, _) => Some(format!("a statement_timeout of {statement} ms ends CONCURRENTLY")),
    }
}

/// Whether no statement before it in its transaction has waited: of one transaction, one line is enough.
fn first_wait(script: &Script, at: usize) -> bool {
    script.earlier_in_transaction(at).all(|step| script.locks_in_use(step).next().is_none())
}
