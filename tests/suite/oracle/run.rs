//! Scripts on a server as their tool runs them: statement by statement, in its transactions.

use migrate_lint::ast::{Statement, Transaction};
use migrate_lint::catalog::TransactionKind;
use migrate_lint::migration::{ReplayOptions, Script, Step};
use migrate_lint::server::{Refusal, SETTINGS, Session};

/// The statement of a script that the server refused, and its answer.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) statement: String,
    pub(crate) refusal: Refusal,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\n        {}", self.statement.trim(), self.refusal)
    }
}

/// Runs a script to its end or to the first statement that is refused, whose transaction is then rolled back.
pub(crate) fn script(session: &mut Session, script: &Script, options: &ReplayOptions) -> Result<(), Refused> {
    let refused = |sql: &str, refusal| Refused { statement: sql.to_owned(), refusal };
    let settings = options.settings.iter().map(|(name, value)| format!("; SET {name} = '{value}'"));
    let start = format!("RESET ALL; RESET ROLE; {SETTINGS}{}", settings.collect::<String>());
    session.run(&start).map_err(|refusal| refused(&start, refusal))?;
    let steps: Vec<&Step> = script.steps.iter().filter(|step| step.within.is_none()).collect();
    for together in steps.chunk_by(|left, right| left.transaction_number() == right.transaction_number()) {
        let managed = together.first().is_some_and(|step| is_opened_for_it(step));
        let frame = |word| managed.then_some(word);
        let statements = together.iter().filter(|step| !managed || !begins(step));
        let statements = statements.map(|step| script.source.slice(step.span()));
        for sql in frame("BEGIN").into_iter().chain(statements).chain(frame("COMMIT")) {
            if let Err(refusal) = session.run(sql) {
                // It answers with a warning where no transaction is open.
                let _ = session.run("ROLLBACK");
                return Err(refused(sql, refusal));
            }
        }
    }
    Ok(())
}

/// Whether the tool, or the server for a message of several statements, opens the transaction that a step is in.
fn is_opened_for_it(step: &Step) -> bool {
    let open = step.before.session.transaction.as_ref();
    open.is_some_and(|open| matches!(open.kind, TransactionKind::Managed | TransactionKind::Implicit))
}

/// Where a transaction is open, this does nothing but warn.
fn begins(step: &Step) -> bool {
    matches!(step.statement.kind, Statement::Transaction(Transaction::Begin))
}
