//! Work that grows with a table and that nothing stops.

use crate::effects::InTransaction;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("require-statement-timeout", include_str!("../../rules/require-statement-timeout.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let concurrent = matches!(step.effects.transaction, InTransaction::Refused(command) if command.contains("CONCURRENTLY"));
        let limited = step.before.session.timeout("statement_timeout").is_some_and(|limit| limit > 0);
        if concurrent || step.is_block || limited {
            continue;
        }
        let slow = step
            .effects
            .work
            .iter()
            .find(|work| work.kind.is_slow() && !pass.is_new_relation(&step.before, work.relation));
        let Some((work, table)) = slow.and_then(|work| Some((work, step.before.relation(work.relation)?)))
        else {
            continue;
        };
        let local = if step.in_transaction() { "LOCAL " } else { "" };
        let message = format!(
            "runs as long as it takes: `{}` is {}, and no statement_timeout is set",
            table.name,
            work.kind.past_participle()
        );
        pass.report(step.span(), message)
            .on(step, table.id)
            .help(format!("say how long it may take at most:\nSET {local}statement_timeout = '15min';"));
        return;
    }
}
