//! The lock timeline for people: for each transaction its statements, and for each relation a bar over them that shows
//! from where to where it is locked, and who waits.

use std::io::{self, Write};

use super::summary::counted;
use super::text::one_line;
use super::{ReportOptions, style};
use crate::ast::{Statement, Transaction};
use crate::catalog::RelationId;
use crate::effects::{Effects, InTransaction, Work, WorkKind};
use crate::lint::Placeholders;
use crate::lock::LockMode;
use crate::migration::{Held, History, Script, Step, TransactionUnit};
use crate::source::Span;

mod drawing;

use drawing::{Bar, Cell, Chart, Row};

/// Writes the timeline of every migration that is to be judged.
pub fn write(histories: &[History], options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut counts = Counts::default();
    for history in histories {
        let judged = history.migrations.iter().filter(|migration| migration.judged);
        let placeholders = Placeholders::of(history);
        for script in judged.filter_map(|migration| migration.up.as_ref()) {
            counts.add(&draw(script, &placeholders, options, out)?);
        }
    }
    if counts.rows > 0 {
        writeln!(out, "{}", drawing::legend(options))?;
    }
    writeln!(out, "{}", counts.line())
}

/// Writes the timeline of one script.
pub fn write_script(script: &Script, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let charts = draw(script, &Placeholders::of_script(script), options, out)?;
    if charts.is_empty() { Ok(()) } else { writeln!(out, "{}", drawing::legend(options)) }
}

fn draw(
    script: &Script,
    placeholders: &Placeholders,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<Vec<Chart>> {
    let mut charts: Vec<Chart> = transactions(script).iter().filter_map(|steps| steps.chart()).collect();
    for chart in &mut charts {
        chart.bars.iter_mut().for_each(|bar| placeholders.leave_out(&mut bar.relation));
        let work = chart.rows.iter_mut().flat_map(|row| &mut row.work);
        work.for_each(|work| placeholders.leave_out(work));
    }
    let path = options.paint(style::STRONG, &one_line(script.source.path()));
    writeln!(out, "{path}  {}", options.paint(style::DIM, how_it_runs(script)))?;
    if charts.is_empty() {
        writeln!(out, "  locks nothing that was there before")?;
    }
    for chart in &charts {
        chart.draw(options, out)?;
    }
    writeln!(out)?;
    Ok(charts)
}

#[derive(Default)]
struct Counts {
    migrations: usize,
    rows: usize,
    blocking: usize,
    slow: usize,
}

impl Counts {
    fn add(&mut self, charts: &[Chart]) {
        let mut cells = charts.iter().flat_map(|chart| &chart.bars).flat_map(|bar| &bar.cells);
        self.migrations += 1;
        self.rows += charts.iter().map(|chart| chart.bars.len()).sum::<usize>();
        self.slow += usize::from(cells.clone().any(|cell| *cell == Cell::Slow));
        self.blocking += usize::from(cells.any(|cell| matches!(cell, Cell::Slow | Cell::Blocking)));
    }

    fn line(&self) -> String {
        format!(
            "{}: in {} reads or writes wait for a lock, in {} while slow work runs",
            counted(self.migrations, "migration", "migrations"),
            self.blocking,
            self.slow
        )
    }
}

/// The transactions that a script runs in, in a few words.
pub fn how_it_runs(script: &Script) -> &'static str {
    let several = script.steps.iter().filter(|step| step.within.is_none()).count() > 1;
    match script.unit {
        TransactionUnit::AllPending => "in one transaction with every other pending migration",
        TransactionUnit::PerFile => "in one transaction",
        TransactionUnit::PerFileImplicit if several => "sent as one message: one transaction",
        TransactionUnit::OptOutButImplicit if several => {
            "opts out of its transaction, but is sent as one message: one transaction"
        }
        TransactionUnit::PerChangeset => "in a transaction for each changeset",
        TransactionUnit::PerFileImplicit | TransactionUnit::OptOutButImplicit => "outside a transaction",
        TransactionUnit::PerStatement => "each statement on its own",
        TransactionUnit::Script => "in the transactions that it opens itself",
    }
}

/// The steps of one transaction, by their indexes in the script.
struct Steps<'a> {
    script: &'a Script,
    first: usize,
    last: usize,
    held: Vec<Held>,
}

fn transactions(script: &Script) -> Vec<Steps<'_>> {
    let timeline = script.timeline();
    let mut transactions = Vec::new();
    let mut first = 0;
    while first < script.steps.len() {
        let last = script.last_in_transaction(first).max(first);
        let within = timeline.iter().filter(|held| (first..=last).contains(&held.from));
        transactions.push(Steps { script, first, last, held: within.copied().collect() });
        first = last + 1;
    }
    transactions
}

impl Steps<'_> {
    fn steps(&self) -> &[Step] {
        self.script.steps.get(self.first..=self.last).unwrap_or_default()
    }

    /// Nothing where it locks no relation that was there before it.
    fn chart(&self) -> Option<Chart> {
        let held = self.held.iter().filter(|held| self.was_there(held));
        let mut held: Vec<Held> = held.map(|held| Held { from: self.taken_at(held), ..*held }).collect();
        held.sort_by_key(|held| held.from);
        let all = held.clone();
        held.retain(|lock| !self.goes_with_its_table(lock, &all));
        let mut bars: Vec<(LockMode, Bar)> = Vec::new();
        let mut relations: Vec<_> = held.iter().map(|held| held.relation).collect();
        relations.sort_unstable();
        relations.dedup();
        for relation in relations {
            let own: Vec<&Held> = held.iter().filter(|held| held.relation == relation).collect();
            bars.extend(self.bar(&own));
        }
        // Those that most have to wait for come first, and of these the earliest.
        bars.sort_by_key(|(mode, bar)| (std::cmp::Reverse(*mode), bar.first_held()));
        let alone = self.is_alone();
        let stays_open = self.script.unit == TransactionUnit::AllPending;
        let rows = self.steps().iter().enumerate().map(|(index, step)| self.row(index, step)).collect();
        let bars: Vec<Bar> = bars.into_iter().map(|(_, bar)| bar).collect();
        (!bars.is_empty()).then_some(Chart { rows, bars, alone, stays_open })
    }

    /// Whether anyone else can be using the relation: this script did not make it.
    fn was_there(&self, held: &Held) -> bool {
        let relation = self.script.steps.get(held.from).and_then(|step| step.before.relation(held.relation));
        relation.is_some_and(|relation| !self.script.creates(relation.origin) && !relation.is_temporary())
    }

    /// Whether a lock on an index adds nothing to the one on its table.
    fn goes_with_its_table(&self, lock: &Held, all: &[Held]) -> bool {
        let index = self.script.steps.get(lock.from).and_then(|step| step.before.relation(lock.relation));
        let Some(index) = index.and_then(|relation| relation.index.as_ref()) else { return false };
        all.iter().any(|held| {
            Some(held.relation) == index.table
                && held.mode >= lock.mode
                && held.from <= lock.from
                && held.until >= lock.until
        })
    }

    /// The step that takes a lock: the one inside, where a `DO` block's effects are those of what it holds.
    fn taken_at(&self, held: &Held) -> usize {
        let takes = |step: &Step| step.effects.lock_on(held.relation).is_some_and(|mode| mode >= held.mode);
        self.inside(held.from).find(|(_, step)| takes(step)).map_or(held.from, |(index, _)| index)
    }

    /// The statements that stand in a `DO` block, with their indexes in the script.
    fn inside(&self, outer: usize) -> impl Iterator<Item = (usize, &Step)> {
        let after = self.script.steps.iter().enumerate().skip(outer + 1);
        after.take_while(move |(_, step)| step.within == Some(outer))
    }

    fn row(&self, index: usize, step: &Step) -> Row {
        Row {
            number: self.first + index + 1,
            line: self.script.source.line_column(step.span().start).line,
            sql: self.sql(step),
            inner: step.within.is_some(),
            conditional: step.conditional,
            frame: matches!(
                step.statement.kind,
                Statement::Transaction(Transaction::Begin | Transaction::Commit { .. })
            ),
            work: failure(step).into_iter().chain(self.slow_work(self.first + index, step)).collect(),
            locks: self
                .held
                .iter()
                .any(|held| self.taken_at(held) == self.first + index && self.was_there(held)),
        }
    }

    /// The statement on one line, without its comments.
    fn sql(&self, step: &Step) -> String {
        let span = step.span();
        let comments = &self.script.comments;
        let first = comments.partition_point(|comment| comment.span.start < span.start);
        let mut text = String::new();
        let mut start = span.start;
        for comment in comments.iter().skip(first).take_while(|comment| comment.span.end <= span.end) {
            text.push_str(self.script.source.slice(Span { start, end: comment.span.start.max(start) }));
            text.push(' ');
            start = comment.span.end.max(start);
        }
        text.push_str(self.script.source.slice(Span { start, end: span.end.max(start) }));
        one_line(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What a step does that takes longer the larger a table is, as long as someone can be waiting for it. A `DO`
    /// block leaves that to the statements in it.
    fn slow_work(&self, index: usize, step: &Step) -> Vec<String> {
        if self.inside(index).next().is_some() {
            return Vec::new();
        }
        slow_work(self.script, step, &step.effects)
    }

    /// The bar of one relation. The locks on it come in the order they are taken, each stronger than the one before.
    fn bar(&self, held: &[&Held]) -> Option<(LockMode, Bar)> {
        let strongest = held.iter().max_by_key(|held| held.mode)?;
        let relation = self.script.steps.get(strongest.from)?.before.relation(strongest.relation)?;
        let cells: Vec<Cell> = (self.first..=self.last)
            .zip(self.steps())
            .map(|(index, step)| {
                let now = held.iter().filter(|held| (held.from..=held.until).contains(&index));
                match now.map(|held| held.mode).max() {
                    None => Cell::Free,
                    Some(mode) if !mode.blocks_writes() => Cell::Shared,
                    Some(_) if self.slow_work(index, step).is_empty() => Cell::Blocking,
                    Some(_) => Cell::Slow,
                }
            })
            .collect();
        let slow = cells.iter().zip(self.first + 1..).filter(|(cell, _)| **cell == Cell::Slow);
        let slow: Vec<usize> = slow.map(|(_, number)| number).collect();
        let kind = match relation.kind.name() {
            "table" => String::new(),
            other => format!("{other} "),
        };
        let bar = Bar {
            relation: one_line(&format!("{kind}{}", relation.name)).into_owned(),
            mode: strongest.mode.name(),
            words: match strongest.mode {
                LockMode::RowExclusive if self.changes_all(strongest.relation) => {
                    "reads go on; writes to the rows that it changed wait, and so do schema changes"
                        .to_owned()
                }
                mode => self.words(mode, &slow),
            },
            cells,
        };
        Some((strongest.mode, bar))
    }

    fn changes_all(&self, relation: RelationId) -> bool {
        let mut work = self.steps().iter().flat_map(|step| &step.effects.work);
        work.any(|work| work.relation == relation && matches!(work.kind, WorkKind::Write { bounded: false }))
    }

    fn words(&self, mode: LockMode, slow: &[usize]) -> String {
        let who = mode.who_waits();
        let waits = if who.starts_with("every") { "waits" } else { "wait" };
        if !mode.blocks_writes() {
            return match mode {
                LockMode::AccessShare => format!("{who} {waits}"),
                _ => format!("reads and writes go on; {who} {waits}"),
            };
        }
        let stays_open = self.script.unit == TransactionUnit::AllPending;
        match slow {
            [] if stays_open => format!("{who} {waits} until the last pending migration has run"),
            [_] if stays_open && self.is_alone() => {
                format!("{who} {waits} until it is done, and the last pending migration after it")
            }
            [] if self.is_alone() => format!("{who} {waits}, but not for long"),
            [] => format!("{who} {waits}, but for nothing slow"),
            [_] if self.is_alone() => format!("{who} {waits} until it is done"),
            [one] => format!("{who} {waits} while statement {one} runs"),
            [first, .., last] if last - first + 1 == slow.len() && slow.len() > 2 => {
                format!("{who} {waits} while statements {first} to {last} run")
            }
            [firsts @ .., last] if slow.len() <= 4 => {
                let firsts: Vec<String> = firsts.iter().map(usize::to_string).collect();
                format!("{who} {waits} while statements {} and {last} run", firsts.join(", "))
            }
            _ => format!("{who} {waits} while {} slow statements run", slow.len()),
        }
    }

    fn is_alone(&self) -> bool {
        self.steps().iter().filter(|step| step.within.is_none()).count() == 1
    }
}

/// The work of a step that grows with tables that its script did not make, in a few words each.
pub fn slow_work(script: &Script, step: &Step, effects: &Effects) -> Vec<String> {
    // A rewrite builds every index anew.
    let implied =
        |work: &Work| matches!(work.kind, WorkKind::IndexBuild { .. }) && effects.rewrites(work.relation);
    let work = effects.work.iter().filter(|work| work.kind.is_slow() && !implied(work));
    let work = work.filter_map(|work| {
        let relation = step.before.relation(work.relation)?;
        let name = &relation.name;
        (!script.creates(relation.origin)).then(|| match &work.kind {
            WorkKind::Rewrite => format!("rewrites {name}"),
            WorkKind::NewFile => format!("empties {name}"),
            WorkKind::Scan => format!("scans {name}"),
            WorkKind::IndexBuild { index } => format!("builds {} on {name}", index.name),
            WorkKind::Read { .. } => format!("reads all of {name}"),
            WorkKind::Write { .. } => format!("changes all of {name}"),
        })
    });
    work.collect()
}

/// Why the server is certain to refuse a statement.
fn failure(step: &Step) -> Option<String> {
    let refused = match step.effects.transaction {
        InTransaction::Refused(_) if step.in_transaction() => Some("not allowed in a transaction".to_owned()),
        _ => None,
    };
    let message = step.effects.failure.as_ref().map(|failure| failure.message.clone()).or(refused)?;
    Some(format!("fails: {}", one_line(&message)))
}
