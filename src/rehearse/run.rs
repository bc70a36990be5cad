//! One script on a server, as its tool runs it: statement by statement, in its transactions.

use crate::ast::{Statement, Transaction, quoted};
use crate::catalog::TransactionKind;
use crate::effects::InTransaction;
use crate::migration::{ReplayOptions, Script, Step};
use crate::server::{Address, Refusal, SETTINGS, Session};

use super::text::statement_text;
use super::watched::Seen;

/// A script that ran, or ran up to a statement that was refused.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    pub seen: Vec<Seen>,
    pub failed: Option<Failed>,
    /// Something that it did before it failed is committed.
    pub partly: bool,
}

impl Ran {
    /// Whether it failed and may have left something behind: what ran outside of transactions is not taken back.
    pub(super) fn leaves_something(&self, script: &Script) -> bool {
        self.failed.is_some() && (self.partly || script.steps.iter().any(runs_alone))
    }
}

#[derive(Clone, Debug)]
pub struct Failed {
    /// The index of the step, unless the end of the transaction was refused.
    pub step: Option<usize>,
    pub refusal: Refusal,
}

pub(super) struct Runner<'a> {
    pub(super) session: &'a mut Session,
    pub(super) beside: Option<Address>,
    /// What the tool gives every session.
    pub(super) of_tool: &'a [(String, String)],
    pub(super) options: &'a ReplayOptions,
    /// Code that cannot be read has run, here or before.
    pub(super) unread: bool,
}

/// How a transaction ends.
pub(super) const COMMIT: &str = "COMMIT";

/// What comes before it is taken back: everything that is deferred is checked.
const CHECK: &str = "SET CONSTRAINTS ALL IMMEDIATE";

impl Runner<'_> {
    /// What a tool's new session has, and the search path that the scripts before this one leave.
    pub(super) fn begin_session(&mut self, script: &Script) -> Result<(), Refusal> {
        let before = &script.before.session;
        let path = || before.search_path.iter().map(|schema| quoted(schema)).collect::<Vec<_>>().join(", ");
        let left = before.left_path.as_ref().map(|_| ("search_path".to_owned(), path()));
        let own = self.of_tool.iter().chain(&self.options.settings).chain(&left).map(|(name, value)| {
            let value = value.replace('\'', "''");
            match name.as_str() {
                // In a SET, the whole list would be one name.
                "search_path" => format!("; SELECT pg_catalog.set_config('search_path', '{value}', false)"),
                _ => format!("; SET {name} = '{value}'"),
            }
        });
        self.session
            .run(&format!("RESET SESSION AUTHORIZATION; RESET ALL; {SETTINGS}{}", own.collect::<String>()))
    }

    /// Runs it unwatched.
    pub(super) fn quietly(&mut self, script: &Script) -> Result<Ran, Refusal> {
        self.begin_session(script)?;
        let mut ran = Ran::default();
        for (number, steps) in transactions(script).into_iter().enumerate() {
            ran.failed = self.plainly(script, &steps);
            if ran.failed.is_some() {
                ran.partly = number > 0;
                break;
            }
        }
        Ok(ran)
    }

    /// Runs all of it in one transaction, looks at what it has done, and takes it back. Nothing where one of its
    /// statements runs in no transaction.
    pub(super) fn taken_back<T>(
        &mut self,
        script: &Script,
        look: impl FnOnce(&mut Session) -> Result<T, Refusal>,
    ) -> Result<Option<Result<T, Failed>>, Refusal> {
        if script.steps.iter().any(runs_alone) {
            return Ok(None);
        }
        self.begin_session(script)?;
        let steps: Vec<usize> = outer_steps(script).collect();
        self.session.run("BEGIN")?;
        let failed = self.statements(script, &steps);
        let failed = failed.or_else(|| self.finish(CHECK).err());
        let looked = match failed {
            Some(failed) => Err(failed),
            None => Ok(look(self.session)?),
        };
        self.session.run("ROLLBACK")?;
        Ok(Some(looked))
    }

    fn plainly(&mut self, script: &Script, steps: &[usize]) -> Option<Failed> {
        if let [index] = steps
            && is_single(&script.steps[*index])
        {
            return self.statements(script, steps);
        }
        let begun = self.session.run("BEGIN").err().map(|refusal| Failed { step: None, refusal });
        let failed = begun.or_else(|| self.statements(script, steps)).or_else(|| self.finish(COMMIT).err());
        if failed.is_some() {
            let _ = self.session.run("ROLLBACK");
        }
        failed
    }

    fn statements(&mut self, script: &Script, steps: &[usize]) -> Option<Failed> {
        for index in steps {
            let step = &script.steps[*index];
            if is_frame(step) {
                continue;
            }
            let answer = statement_text(script, step, self.options).and_then(|sql| self.session.run(&sql));
            if let Err(refusal) = answer {
                return Some(Failed { step: Some(*index), refusal });
            }
        }
        None
    }

    pub(super) fn finish(&mut self, sql: &str) -> Result<(), Failed> {
        self.session.run(sql).map_err(|refusal| Failed { step: None, refusal })
    }
}

/// The statements of each transaction, by their indexes.
pub(super) fn transactions(script: &Script) -> Vec<Vec<usize>> {
    let outer: Vec<usize> = outer_steps(script).collect();
    let number = |index: &usize| script.steps[*index].transaction_number();
    let transactions = outer.chunk_by(|left, right| number(left).is_some() && number(left) == number(right));
    transactions.map(<[usize]>::to_vec).collect()
}

fn outer_steps(script: &Script) -> impl Iterator<Item = usize> {
    (0..script.steps.len()).filter(|index| script.steps[*index].within.is_none())
}

/// Whether a step is one of a `DO` block's own.
pub(super) fn is_inside(script: &Script, inner: &Step, block: &Step) -> bool {
    inner.within.is_some_and(|outer| std::ptr::eq(&script.steps[outer], block))
}

/// Whether the tool sends it outside of any transaction, and it needs that.
pub(super) fn runs_alone(step: &Step) -> bool {
    is_single(step) && step.effects.transaction != InTransaction::Allowed
}

/// Whether nobody opens a transaction for it.
pub(super) fn is_single(step: &Step) -> bool {
    step.before.session.transaction.as_ref().is_some_and(|open| open.kind == TransactionKind::Single)
}

/// A transaction is begun and ended here, so that its locks can be read before the end.
pub(super) fn is_frame(step: &Step) -> bool {
    use Transaction::{Begin, Commit, Prepare};
    matches!(step.statement.kind, Statement::Transaction(Begin | Commit { .. } | Prepare))
}
