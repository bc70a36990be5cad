//! What happened from the first sample to the last, summed over the intervals in which the counters ran through.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::sample::{Sample, Statement};
use crate::live::NodeUsage;

/// Samples from a baseline on.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    samples: &'a [Sample],
}

/// An interval of which one node's counters tell nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: Timestamp,
    pub to: Timestamp,
    pub why: String,
}

/// The use of a table on all nodes together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableUse {
    pub scans: i64,
    pub inserts: i64,
    pub updates: i64,
    pub deletes: i64,
    /// The interval in which it was used for the last time.
    pub last_used: Option<(Timestamp, Timestamp)>,
    /// On whose counters.
    pub nodes: BTreeSet<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexUse {
    pub scans: i64,
    pub nodes: BTreeSet<String>,
}

/// A statement before the window and in it.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementUse {
    pub id: String,
    pub text: Option<String>,
    pub calls: i64,
    /// Milliseconds of one execution.
    pub mean: f64,
    /// The same until the baseline, where it ran before.
    pub mean_before: Option<f64>,
}

impl<'a> Window<'a> {
    pub fn new(samples: &'a [Sample]) -> Self {
        Self { samples }
    }

    pub fn first(&self) -> Option<&'a Sample> {
        self.samples.first()
    }

    pub fn last(&self) -> Option<&'a Sample> {
        self.samples.last()
    }

    pub fn count(&self) -> usize {
        self.samples.len()
    }

    /// Seconds from the first sample to the last.
    pub fn seconds(&self) -> i64 {
        let ends = self.first().zip(self.last());
        ends.map_or(0, |(first, last)| last.taken_at.as_second() - first.taken_at.as_second())
    }

    fn intervals(self) -> impl Iterator<Item = (&'a Sample, &'a Sample)> {
        self.samples.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)))
    }

    /// Each node's two looks at an interval, where its counters ran through.
    fn pairs(self) -> impl Iterator<Item = (&'a Sample, &'a Sample, &'a NodeUsage, &'a NodeUsage)> {
        self.intervals().flat_map(|(before, after)| {
            after.nodes.iter().filter_map(move |now| {
                let then = before.node(&now.node)?;
                then.discontinuity(now).is_none().then_some((before, after, then, now))
            })
        })
    }

    /// Intervals that tell nothing of a node.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (before, after) in self.intervals() {
            let mut gap = |why: String| {
                gaps.push(Gap { from: before.taken_at, to: after.taken_at, why });
            };
            for now in &after.nodes {
                match before.node(&now.node) {
                    None => gap(format!("{} was not asked the first time", now.node)),
                    Some(then) => then.discontinuity(now).into_iter().for_each(&mut gap),
                }
            }
            let gone = before.nodes.iter().filter(|node| after.node(&node.node).is_none());
            gone.for_each(|node| gap(format!("{} was not asked again", node.node)));
            if let Some(log) = &after.log {
                log.replaced.iter().for_each(|file| {
                    gap(format!("the log {file} was replaced: what stood at its end was not read"));
                });
            }
        }
        gaps
    }

    /// Tables by `schema.name`, as far as they are there at the end.
    pub fn tables(&self) -> BTreeMap<String, TableUse> {
        let name = |schema: &str, name: &str| format!("{schema}.{name}");
        let mut uses: BTreeMap<String, TableUse> = BTreeMap::new();
        for node in self.last().into_iter().flat_map(|last| &last.nodes) {
            for table in &node.relations {
                uses.entry(name(&table.schema, &table.name)).or_default();
            }
        }
        for (before, after, then, now) in self.pairs() {
            for table in &now.relations {
                let Some(used) = uses.get_mut(&name(&table.schema, &table.name)) else { continue };
                let known = then.relations.iter().find(|known| known.oid == table.oid);
                // A table that is new has counted since it was made.
                let of =
                    |count: fn(&crate::live::RelationUsage) -> i64| count(table) - known.map_or(0, count);
                let deltas = [
                    of(|usage| usage.scans),
                    of(|usage| usage.inserts),
                    of(|usage| usage.updates),
                    of(|usage| usage.deletes),
                ];
                used.scans += deltas[0];
                used.inserts += deltas[1];
                used.updates += deltas[2];
                used.deletes += deltas[3];
                used.nodes.insert(now.node.clone());
                if deltas.iter().any(|delta| *delta != 0) {
                    used.last_used = Some((before.taken_at, after.taken_at));
                }
            }
        }
        uses
    }

    /// Indexes by `schema.name`.
    pub fn indexes(&self) -> BTreeMap<String, IndexUse> {
        let mut uses: BTreeMap<String, IndexUse> = BTreeMap::new();
        for (_, _, then, now) in self.pairs() {
            for index in &now.indexes {
                let is_same = |known: &&crate::live::IndexUsage| {
                    (&known.schema, &known.name) == (&index.schema, &index.name)
                };
                let before = then.indexes.iter().find(is_same).map_or(0, |known| known.scans);
                let used = uses.entry(format!("{}.{}", index.schema, index.name)).or_default();
                used.scans += index.scans - before;
                used.nodes.insert(now.node.clone());
            }
        }
        uses
    }

    /// Statements that ran in the window; an error where that cannot be told.
    pub fn statements(&self) -> Result<Vec<StatementUse>, String> {
        let (Some(first), Some(last)) = (self.first(), self.last()) else {
            return Err("there is no sample".to_owned());
        };
        let missing = || {
            "pg_stat_statements is not there, or not for this role: CREATE EXTENSION pg_stat_statements, \
             shared_preload_libraries, GRANT pg_read_all_stats"
                .to_owned()
        };
        let before = first.statements.as_ref().ok_or_else(missing)?;
        let after = last.statements.as_ref().ok_or_else(missing)?;
        if before.reset != after.reset {
            return Err("pg_stat_statements was reset in between".to_owned());
        }
        if let (Some(then), Some(now)) = (first.nodes.first(), last.nodes.first())
            && let Some(why) = then.discontinuity(now).filter(|why| !why.contains("were reset"))
        {
            return Err(why);
        }
        let mean = |calls: i64, total: f64| if calls > 0 { total / calls as f64 } else { 0.0 };
        let mut uses = Vec::new();
        for now in &after.statements {
            let then: Option<&Statement> = before.statements.iter().find(|known| known.id == now.id);
            let calls = now.calls - then.map_or(0, |known| known.calls);
            let total = now.total_milliseconds - then.map_or(0.0, |known| known.total_milliseconds);
            // It was put out of the list and came back.
            if calls <= 0 || total < 0.0 {
                continue;
            }
            uses.push(StatementUse {
                id: now.id.clone(),
                text: now.text.clone(),
                calls,
                mean: mean(calls, total),
                mean_before: then
                    .filter(|known| known.calls > 0)
                    .map(|known| mean(known.calls, known.total_milliseconds)),
            });
        }
        Ok(uses)
    }

    /// Matching lines of the logs after the first sample, and lines in all; nothing where no log was read.
    pub fn log(&self) -> Option<(String, u64, u64)> {
        let counts: Vec<_> = self.samples.iter().skip(1).filter_map(|sample| sample.log.as_ref()).collect();
        let pattern = counts.last()?.pattern.clone();
        let same = counts.iter().filter(|count| count.pattern == pattern);
        let (mut matches, mut lines) = (0, 0);
        for count in same {
            matches += count.matches;
            lines += count.lines;
        }
        Some((pattern, matches, lines))
    }

    /// Bytes of the database, at the first sample and the last.
    pub fn database_size(&self) -> Option<(u64, u64)> {
        Some((self.first()?.sizes.database, self.last()?.sizes.database))
    }
}
