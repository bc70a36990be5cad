//! What happened from the first sample to the last, summed over the intervals in which the counters ran through.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::sample::Sample;
use crate::live::{IndexUsage, NodeUsage, RelationUsage, paired};

/// Samples from a baseline on.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    samples: &'a [Sample],
}

/// An interval that tells nothing of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: Timestamp,
    pub to: Timestamp,
    pub of: GapKind,
    pub why: String,
}

/// Of what an interval tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// One node's counters began anew, or were not asked for.
    Counters,
    /// Lines of a log were not read.
    Log,
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

/// Lines of the logs after the first sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogUse {
    pub pattern: String,
    pub matches: u64,
    pub lines: u64,
}

impl GapKind {
    pub fn name(self) -> &'static str {
        match self {
            GapKind::Counters => "counters",
            GapKind::Log => "log",
        }
    }
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
            let whole = paired(&before.nodes, &after.nodes).filter_map(Result::ok);
            whole.map(move |(then, now)| (before, after, then, now))
        })
    }

    /// Intervals that tell nothing of a node or a log.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (before, after) in self.intervals() {
            let mut gap = |of: GapKind, why: String| {
                gaps.push(Gap { from: before.taken_at, to: after.taken_at, of, why });
            };
            for why in paired(&before.nodes, &after.nodes).filter_map(Result::err) {
                gap(GapKind::Counters, why);
            }
            for file in after.log.iter().flat_map(|log| &log.replaced) {
                gap(GapKind::Log, format!("the log {file} was replaced: what stood at its end was not read"));
            }
        }
        gaps
    }

    /// Tables by `schema.name`, as far as they are there at the end.
    pub fn tables(&self) -> BTreeMap<String, TableUse> {
        let name = |table: &RelationUsage| format!("{}.{}", table.schema, table.name);
        let at_the_end = self.last().into_iter().flat_map(|last| &last.nodes);
        let mut uses: BTreeMap<String, TableUse> = at_the_end
            .flat_map(|node| &node.relations)
            .map(|table| (name(table), TableUse::default()))
            .collect();
        for (before, after, then, now) in self.pairs() {
            let known: BTreeMap<u32, &RelationUsage> =
                then.relations.iter().map(|table| (table.oid, table)).collect();
            for table in &now.relations {
                let Some(used) = uses.get_mut(&name(table)) else { continue };
                // A table that is new has counted since it was made.
                let start = known.get(&table.oid).map_or([0; 4], |known| known.counts());
                let counts = table.counts();
                let [scans, inserts, updates, deletes] = [0, 1, 2, 3].map(|at| counts[at] - start[at]);
                used.scans += scans;
                used.inserts += inserts;
                used.updates += updates;
                used.deletes += deletes;
                used.nodes.insert(now.node.clone());
                if counts != start {
                    used.last_used = Some((before.taken_at, after.taken_at));
                }
            }
        }
        uses
    }

    /// Indexes by `schema.name`, as far as they are there at the end.
    pub fn indexes(&self) -> BTreeMap<String, IndexUse> {
        let name = |index: &IndexUsage| format!("{}.{}", index.schema, index.name);
        let at_the_end = self.last().into_iter().flat_map(|last| &last.nodes);
        let mut uses: BTreeMap<String, IndexUse> = at_the_end
            .flat_map(|node| &node.indexes)
            .map(|index| (name(index), IndexUse::default()))
            .collect();
        for (_, _, then, now) in self.pairs() {
            let known: BTreeMap<_, i64> =
                then.indexes.iter().map(|index| (told_by(index), index.scans)).collect();
            for index in &now.indexes {
                let Some(used) = uses.get_mut(&name(index)) else { continue };
                // One that was built anew has counted since then.
                let start = known.get(&told_by(index)).copied();
                let start = start.filter(|start| *start <= index.scans).unwrap_or_default();
                used.scans += index.scans - start;
                used.nodes.insert(now.node.clone());
            }
        }
        uses
    }

    /// Lines of the logs after the first sample. Nothing where one of the samples has read none, or has looked for
    /// something else or elsewhere: lines before it were not counted then.
    pub fn log(&self) -> Option<LogUse> {
        let counts: Option<Vec<_>> = self.samples.iter().map(|sample| sample.log.as_ref()).collect();
        let counts = counts?;
        let (first, rest) = counts.split_first()?;
        let alike = |count: &&&super::LogCount| {
            count.pattern == first.pattern && count.files.keys().eq(first.files.keys())
        };
        (rest.iter().filter(alike).count() == rest.len()).then(|| LogUse {
            pattern: first.pattern.clone(),
            matches: rest.iter().map(|count| count.matches).sum(),
            lines: rest.iter().map(|count| count.lines).sum(),
        })
    }

    /// Bytes of the database, at the first sample and the last, where both could be measured.
    pub fn database_size(&self) -> Option<(u64, u64)> {
        let sizes = (self.first()?.sizes.database, self.last()?.sizes.database);
        (sizes.0 > 0 && sizes.1 > 0).then_some(sizes)
    }
}

/// What an index keeps under another name; older samples have the name alone.
fn told_by(index: &IndexUsage) -> (u32, &str, &str) {
    match index.oid {
        0 => (0, &index.schema, &index.name),
        oid => (oid, "", ""),
    }
}
