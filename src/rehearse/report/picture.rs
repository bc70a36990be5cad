//! The lock timeline of a transaction as shapes: relations down, time across. The longer a statement took, the wider
//! its part, but no part is too narrow to see.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::lock::LockMode;
use crate::migration::Script;
use crate::report::text::{cut, one_line};

use super::super::watched::Seen;
use super::duration;

/// One transaction of a script.
#[derive(Serialize)]
pub(super) struct Picture {
    pub(super) title: String,
    /// The number of its first statement.
    pub(super) start: usize,
    pub(super) statements: Vec<Line>,
    pub(super) ticks: Vec<Tick>,
    /// It has locks that a server with one session does not show.
    pub(super) unseen: bool,
    pub(super) bars: Vec<Bar>,
}

/// A statement.
#[derive(Serialize)]
pub(super) struct Line {
    sql: String,
    line: usize,
    time: String,
    work: Vec<String>,
    error: Option<String>,
}

/// Where the part of a statement begins: in thousandths inside the picture, in percent beside it.
#[derive(Serialize)]
pub(super) struct Tick {
    x: usize,
    left: String,
    width: String,
    label: String,
    #[serde(skip)]
    end: usize,
}

/// A relation, from the statement that locks it to the end of the transaction.
#[derive(Serialize)]
pub(super) struct Bar {
    relation: String,
    mode: &'static str,
    waits: String,
    pieces: Vec<Piece>,
    #[serde(skip)]
    strongest: LockMode,
    /// The table of an index.
    #[serde(skip)]
    table: Option<String>,
}

#[derive(Serialize)]
struct Piece {
    class: &'static str,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
}

const WIDTH: f64 = 1000.0;
const HEIGHT: usize = 16;

/// No more of a statement is shown.
const LONGEST: usize = 240;

/// The pictures of a script's transactions.
pub(super) fn pictures(script: &Script, seen: &[Seen]) -> Vec<Picture> {
    let mut start = 1;
    let transactions = seen.chunk_by(|left, right| left.transaction == right.transaction);
    let pictures = transactions.map(|seen| {
        let picture = Picture::of(script, seen, start);
        start += seen.len();
        picture
    });
    pictures.collect()
}

impl Picture {
    fn of(script: &Script, seen: &[Seen], start: usize) -> Picture {
        let ticks = ticks(seen, start);
        let title = match seen {
            [_] => "On its own".to_owned(),
            several => format!("Statements {start} to {} in one transaction", start + several.len() - 1),
        };
        Picture {
            title,
            start,
            statements: seen.iter().map(|seen| line(script, seen)).collect(),
            bars: bars(script, seen, &ticks),
            unseen: seen.iter().any(|seen| !seen.locks_seen),
            ticks,
        }
    }
}

impl Bar {
    /// Whether it is of an index whose table is locked as strongly and as long.
    fn is_within(&self, table: &Bar) -> bool {
        let start = |bar: &Bar| bar.pieces.iter().map(|piece| piece.x).min();
        self.table.as_ref() == Some(&table.relation)
            && self.strongest <= table.strongest
            && start(table) <= start(self)
    }
}

fn line(script: &Script, seen: &Seen) -> Line {
    let span = script.steps[seen.step].span();
    let sql = cut(&one_line(script.source.slice(span)), LONGEST).into_owned();
    let mut work: Vec<String> = Vec::new();
    if let Some(outcome) = &seen.outcome {
        for (word, names) in
            [("rewrites", &outcome.files), ("scans", &outcome.scans), ("builds", &outcome.builds)]
        {
            if !names.is_empty() {
                work.push(format!("{word} {}", names.iter().cloned().collect::<Vec<_>>().join(", ")));
            }
        }
        let changed = seen.rows.iter().map(|(table, count)| match count {
            1 => format!("1 row of {}", shown(table)),
            _ => format!("{count} rows of {}", shown(table)),
        });
        let changed: Vec<String> = changed.collect();
        if !changed.is_empty() {
            work.push(format!("changes {}", changed.join(", ")));
        }
    }
    Line {
        sql,
        line: script.source.line_column(span.start).line,
        time: duration(seen.milliseconds),
        work,
        error: seen.error.as_ref().map(ToString::to_string),
    }
}

/// Parts that grow with the logarithm of the time, so that a long statement does not hide the others.
fn ticks(seen: &[Seen], start: usize) -> Vec<Tick> {
    let weights: Vec<f64> = seen.iter().map(|seen| 1.0 + (1.0 + seen.milliseconds).log2()).collect();
    let sum: f64 = weights.iter().sum();
    let mut at = 0.0;
    let mut ticks = Vec::new();
    for (number, weight) in weights.iter().enumerate() {
        let width = weight / sum * WIDTH;
        let label = match seen.len() {
            1..=9 => format!("{} · {}", start + number, duration(seen[number].milliseconds)),
            10..=40 => (start + number).to_string(),
            _ => String::new(),
        };
        ticks.push(Tick {
            x: at as usize,
            left: format!("{:.2}", at / 10.0),
            width: format!("{:.2}", width / 10.0),
            label,
            end: (at + width) as usize,
        });
        at += width;
    }
    ticks
}

fn bars(script: &Script, seen: &[Seen], ticks: &[Tick]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let last = ticks.last().map_or(0, |tick| tick.end);
    for (seen, tick) in seen.iter().zip(ticks) {
        let Some(outcome) = &seen.outcome else { continue };
        let before = &script.steps[seen.step].before;
        for (relation, mode) in &outcome.locks {
            // A weak lock on an index says no more than the one on its table.
            let index = before.relation_shown(relation).is_some_and(|relation| relation.kind.is_index());
            if index && *mode < LockMode::ShareUpdateExclusive {
                continue;
            }
            let piece = Piece { class: class(*mode), x: tick.x, y: 0, width: last - tick.x, height: HEIGHT };
            match bars.iter_mut().find(|bar| bar.relation == *relation) {
                Some(bar) => {
                    bar.pieces.push(piece);
                    bar.strongest = bar.strongest.max(*mode);
                }
                None => bars.push(Bar {
                    relation: relation.clone(),
                    mode: "",
                    waits: String::new(),
                    pieces: vec![piece],
                    strongest: *mode,
                    table: before
                        .relation_shown(relation)
                        .filter(|_| index)
                        .and_then(|index| Some(before.table_of(index.id)?.name.to_string())),
                }),
            }
        }
    }
    for (seen, tick) in seen.iter().zip(ticks) {
        let Some(outcome) = &seen.outcome else { continue };
        let mut tables: BTreeSet<String> = outcome.files.iter().chain(&outcome.scans).cloned().collect();
        tables.extend(outcome.builds.iter().filter_map(|index| indexed(script, seen, index)));
        tables.extend(seen.rows.iter().map(|(table, _)| shown(table).to_owned()));
        for table in &tables {
            if let Some(bar) = bars.iter_mut().find(|bar| bar.relation == *table) {
                let width = tick.end - tick.x;
                bar.pieces.push(Piece { class: "slow", x: tick.x, y: HEIGHT - 5, width, height: 5 });
            }
        }
    }
    let says_no_more: Vec<bool> =
        bars.iter().map(|bar| bars.iter().any(|table| bar.is_within(table))).collect();
    let mut says_no_more = says_no_more.into_iter();
    bars.retain(|_| says_no_more.next() != Some(true));
    for bar in &mut bars {
        bar.mode = bar.strongest.name();
        let who = bar.strongest.who_waits();
        let waits = if who.starts_with("every") { "waits" } else { "wait" };
        bar.waits = format!("{who} {waits}");
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.strongest));
    bars
}

/// A table as messages name it.
pub(super) fn shown(table: &str) -> &str {
    table.strip_prefix("public.").unwrap_or(table)
}

/// The table of an index that a statement built.
fn indexed(script: &Script, seen: &Seen, index: &str) -> Option<String> {
    let after = script.after_step(seen.step);
    let index = after.relation_shown(index)?;
    after.table_of(index.id).map(|table| table.name.to_string())
}

fn class(mode: LockMode) -> &'static str {
    if mode.blocks_reads() {
        "reads"
    } else if mode.blocks_writes() {
        "writes"
    } else {
        "shared"
    }
}
