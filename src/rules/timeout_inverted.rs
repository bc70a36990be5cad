//! A lock_timeout that never comes about, since the statement_timeout is over first.

use crate::catalog::spoken_timeout;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("timeout-inverted", include_str!("../../rules/timeout-inverted.md"), check);

/// A lock_timeout beyond this is too long altogether, which is said instead.
const LONG: u64 = 30_000;

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in &script.steps {
        let session = &step.before.session;
        let (Some(lock), Some(statement)) =
            (session.timeout("lock_timeout"), session.timeout("statement_timeout"))
        else {
            continue;
        };
        if lock == 0 || lock > LONG || statement == 0 || statement > lock || pass.waits_for(step).is_none() {
            continue;
        }
        let (Some(lock), Some(statement)) =
            (session.setting("lock_timeout"), session.setting("statement_timeout"))
        else {
            continue;
        };
        // It is said where the later of the two is set; of what the configuration sets, nowhere.
        let places = [lock.place, statement.place].into_iter().flatten();
        let places = places.filter(|place| place.script == script.id).map(|place| place.span);
        let Some(place) = places.max_by_key(|span| span.start) else { continue };
        let message = format!(
            "the lock_timeout of {} never comes about: the statement_timeout of {} is over first",
            spoken_timeout(&lock.value),
            spoken_timeout(&statement.value)
        );
        pass.report(place, message)
            .note("the server then says that the statement was cancelled (57014) and not that the lock was not available (55P03), so that whoever tries again only after the latter does not")
            .help("let the lock_timeout be the shorter one by far: a wait for a lock hurts others, the work after it may take its time");
        return;
    }
}
