//! What rules ask of a whole history again and again: which script, which step, which transaction, what is not seen.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{History, Script, Step};
use crate::ast::{Expr, Name, Statement, Transaction};
use crate::catalog::{Place, ScriptId};
use crate::parse::{self, MaskedKind, SyntaxError};
use crate::source::Span;

/// What is asked of the steps of a script, by their indexes.
#[derive(Debug, Default)]
pub(crate) struct StepIndex {
    /// Those that can put rows elsewhere: few, and asked for by every later drop.
    copying: Vec<u32>,
    /// Those that set `lock_timeout`, for this session or a later one, or end such a setting.
    timeouts: Vec<u32>,
    /// The first of each transaction.
    transactions: Vec<u32>,
    /// Those that a ROLLBACK TO SAVEPOINT takes back, with the step that does.
    taken_back: FxHashMap<u32, u32>,
    /// All of them in the order of the text, where that is another one: a function's statements run when it is called.
    by_place: Option<Vec<u32>>,
    length: usize,
}

impl StepIndex {
    pub(super) fn of(steps: &[Step]) -> Self {
        let mut index = Self { length: steps.len(), ..Self::default() };
        let mut savepoints = Savepoints::default();
        let mut in_order = true;
        for (at, step) in (0_u32..).zip(steps) {
            let before = at.checked_sub(1).and_then(|before| steps.get(before as usize));
            if step.statement.kind.copies_rows() {
                index.copying.push(at);
            }
            if is_about_lock_timeout(&step.statement.kind) {
                index.timeouts.push(at);
            }
            if before.is_none_or(|before| before.transaction_number() != step.transaction_number()) {
                index.transactions.push(at);
                savepoints = Savepoints::default();
            }
            index.taken_back.extend(savepoints.take(at, step).into_iter().map(|taken| (taken, at)));
            in_order &= before.is_none_or(|before| before.span().start <= step.span().start);
        }
        if !in_order {
            let mut by_place: Vec<u32> = (0_u32..).take(steps.len()).collect();
            by_place.sort_by_key(|at| steps[*at as usize].span().start);
            index.by_place = Some(by_place);
        }
        index
    }

    /// The steps of the transaction that a step runs in.
    pub(super) fn transaction_of(&self, step: usize) -> Range<usize> {
        let next = self.transactions.partition_point(|first| *first as usize <= step);
        let start = next.checked_sub(1).and_then(|own| self.transactions.get(own));
        let end = self.transactions.get(next).map_or(self.length, |first| *first as usize);
        start.map_or(0, |first| *first as usize)..end
    }

    /// The step that takes another one back, with the locks that it took.
    pub(super) fn taken_back_by(&self, step: usize) -> Option<usize> {
        let step = u32::try_from(step).ok()?;
        self.taken_back.get(&step).map(|at| *at as usize)
    }
}

/// The savepoints of a transaction, and the steps since the first of them that are not taken back.
#[derive(Default)]
struct Savepoints<'a> {
    /// Each with the number of steps that came before it.
    open: Vec<(&'a Name, usize)>,
    steps: Vec<u32>,
}

impl<'a> Savepoints<'a> {
    /// The steps that the next one takes back.
    fn take(&mut self, at: u32, step: &'a Step) -> Vec<u32> {
        let named = |open: &[(&Name, usize)], name: &Name| open.iter().rposition(|(known, _)| *known == name);
        let mut taken = Vec::new();
        match &step.statement.kind {
            Statement::Transaction(Transaction::Savepoint(name)) => self.open.push((name, self.steps.len())),
            Statement::Transaction(Transaction::ReleaseSavepoint(name)) => {
                let released = named(&self.open, name);
                self.open.truncate(released.unwrap_or(self.open.len()));
            }
            Statement::Transaction(Transaction::RollbackTo(name)) => {
                if let Some(to) = named(&self.open, name) {
                    taken = self.steps.split_off(self.open[to].1);
                    self.open.truncate(to + 1);
                }
            }
            _ if self.open.is_empty() => self.steps.clear(),
            _ => self.steps.push(at),
        }
        taken
    }
}

fn is_about_lock_timeout(statement: &Statement) -> bool {
    match statement {
        Statement::Set(set) => set.name == "lock_timeout" || set.name == "all",
        Statement::AlterRole(change) => change.setting.as_deref() == Some("lock_timeout"),
        _ => false,
    }
}

impl Script {
    /// The steps before this one that set `lock_timeout` or end such a setting, with their indexes.
    pub fn timeouts_before(&self, step: usize) -> impl DoubleEndedIterator<Item = (usize, &Step)> {
        let until = self.index.timeouts.partition_point(|at| (*at as usize) < step);
        self.index.timeouts[..until].iter().map(|at| (*at as usize, &self.steps[*at as usize]))
    }

    /// Those after it.
    pub fn timeouts_after(&self, step: usize) -> impl DoubleEndedIterator<Item = (usize, &Step)> {
        let from = self.index.timeouts.partition_point(|at| *at as usize <= step);
        self.index.timeouts[from..].iter().map(|at| (*at as usize, &self.steps[*at as usize]))
    }

    /// The indexes of the steps that can put rows elsewhere.
    pub fn copying(&self) -> impl DoubleEndedIterator<Item = usize> + use<'_> {
        self.index.copying.iter().map(|at| *at as usize)
    }

    /// The innermost step that a place is in, and the last where it runs several times.
    pub fn step_at(&self, span: Span) -> Option<&Step> {
        let steps = &self.steps;
        let starts_by = |step: &Step| step.span().start <= span.start;
        match &self.index.by_place {
            None => {
                let until = steps.partition_point(starts_by);
                steps[..until].iter().rfind(|step| step.span().contains(span))
            }
            Some(by_place) => {
                let until = by_place.partition_point(|at| starts_by(&steps[*at as usize]));
                let before = by_place[..until].iter().map(|at| &steps[*at as usize]);
                before.rev().find(|step| step.span().contains(span))
            }
        }
    }

    /// The comments from the statement before a span up to a place in or before it.
    pub fn comments_above(&self, span: Span, until: u32) -> impl Iterator<Item = &str> {
        let before = self.steps.iter().map(|step| step.span().end).filter(|end| *end <= span.start).max();
        let within = before.unwrap_or_default()..until;
        let above = self.comments.iter().filter(move |comment| within.contains(&comment.span.start));
        above.map(|comment| self.source.slice(comment.span))
    }

    /// Whether all that it does is seen: no part is written in another language, none runs text that is made up as it
    /// runs, none could not be read.
    pub(super) fn is_seen(&self) -> bool {
        let masked = |kind| matches!(kind, MaskedKind::Placeholder | MaskedKind::Include);
        self.errors.iter().all(|error| changes_only_rows(self.source.slice(error.statement), error))
            && !self.masked.iter().any(|part| masked(part.kind))
            && self.steps.iter().all(Step::is_seen)
    }
}

/// Words of statements that make or drop something, run code, or end a transaction.
const OF_OTHERS: &[&str] = &[
    "alter", "begin", "call", "comment", "commit", "copy", "create", "do", "drop", "execute", "grant",
    "revoke", "rollback", "truncate",
];

/// Whether what could not be read is a change of rows or a query, which leaves every name as it was.
fn changes_only_rows(text: &str, error: &SyntaxError) -> bool {
    // What a quote that nobody closes has swallowed may be anything.
    if error.message.starts_with("unterminated") {
        return false;
    }
    let words: Vec<String> = parse::words(text).into_iter().map(str::to_ascii_lowercase).collect();
    let says = |listed: &str| words.iter().any(|word| word == listed);
    // ON CONFLICT DO is no DO block.
    let mut others = OF_OTHERS.iter().filter(|word| **word != "do" || !says("conflict"));
    if others.any(|word| says(word)) {
        return false;
    }
    match words.first().map_or("", String::as_str) {
        "insert" | "update" | "delete" => true,
        // It may call a function that makes or drops something.
        "select" => !says("into") && !text.contains('('),
        _ => false,
    }
}

impl Step {
    fn is_seen(&self) -> bool {
        match &self.statement.kind {
            Statement::Do(block) => block.dynamic.is_empty() && block.language == "plpgsql",
            Statement::Call(_) => false,
            // A function may make or drop anything.
            Statement::Select(query) => {
                let mut calls = false;
                query.walk_expressions(&mut |expr| {
                    if let Expr::Call(call) = expr {
                        calls |= !self.before.routines(&call.name_at(self.span())).is_empty();
                    }
                });
                !calls
            }
            _ => true,
        }
    }
}

impl History {
    /// A script by its id, and the place of its migration.
    pub fn script(&self, id: ScriptId) -> Option<(usize, &Script)> {
        let next = self.migrations.partition_point(|migration| migration.first <= id);
        // A migration without a script has the id of the one after it.
        for at in (0..next).rev() {
            let migration = &self.migrations[at];
            let mut scripts = migration.up.iter().chain(migration.down.script());
            if let Some(script) = scripts.find(|script| script.id == id) {
                return Some((at, script));
            }
            if migration.first < id {
                return None;
            }
        }
        None
    }

    /// The innermost step of a deployed script that a place is in, and the place of its migration.
    pub fn step_at(&self, place: Place) -> Option<(usize, &Step)> {
        let (at, script) = self.script(place.script)?;
        Some((at, script.step_at(place.span)?))
    }
}
