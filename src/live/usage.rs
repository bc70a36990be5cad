//! Use of a table or an index between two looks at the counters of every server. One look tells nothing: counters
//! begin anew, and each standby counts for itself.

use std::collections::BTreeMap;

use crate::lock::LockMode;

use super::duration::Seconds;
use super::facts::{Facts, NodeUsage, RelationUsage};
use super::text;

/// What happened to a relation in a window of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub scans: i64,
    pub writes: i64,
    /// Seconds from the first look to the second.
    pub window: i64,
    pub nodes: Vec<String>,
    /// Why the difference proves nothing.
    pub doubt: Option<String>,
}

impl Use {
    /// Of a table.
    pub fn between(earlier: &Facts, later: &Facts, schema: &str, name: &str) -> Option<Use> {
        differences(earlier, later, |node| {
            let found = node.relations.iter().find(|usage| usage.schema == schema && usage.name == name)?;
            Some((found.scans, found.inserts + found.updates + found.deletes))
        })
    }

    /// Of an index.
    pub fn of_index(earlier: &Facts, later: &Facts, schema: &str, name: &str) -> Option<Use> {
        differences(earlier, later, |node| {
            let found = node.indexes.iter().find(|usage| usage.schema == schema && usage.name == name)?;
            Some((found.scans, 0))
        })
    }

    pub fn is_idle(&self) -> bool {
        self.scans == 0 && self.writes == 0
    }

    /// `0 scans and 0 writes in 30 days on primary, replica`.
    pub fn shown(&self) -> String {
        format!(
            "{} and {} in {} on {}",
            text::count(self.scans.unsigned_abs(), "scan"),
            text::count(self.writes.unsigned_abs(), "write"),
            text::age(self.window),
            self.nodes.join(", ")
        )
    }

    /// How much waits for a hold; an error where nothing does.
    pub fn blocked(&self, (_, high): Seconds, lock: LockMode) -> Result<String, String> {
        let waiting = self.writes + if lock.blocks_reads() { self.scans } else { 0 };
        let rate = waiting as f64 / self.window.max(1) as f64;
        if waiting == 0 && self.doubt.is_none() {
            return Err(format!("nobody would have waited: {}", self.shown()));
        }
        let what = if lock.blocks_reads() { "scans and writes" } else { "writes" };
        Ok(format!(
            "at {rate:.1} {what} a second, up to {} would wait for it",
            text::about((rate * high) as u64, "")
        ))
    }
}

impl NodeUsage {
    /// Why the counters of two looks cannot be subtracted.
    pub fn discontinuity(&self, later: &NodeUsage) -> Option<String> {
        let node = &later.node;
        if let Some(why) = self.replaced(later) {
            return Some(why);
        }
        if self.stats_reset != later.stats_reset {
            return Some(format!("the counters of {node} were reset in between"));
        }
        let known: BTreeMap<u32, &RelationUsage> =
            self.relations.iter().map(|then| (then.oid, then)).collect();
        let went_back = |now: &RelationUsage| {
            let then = known.get(&now.oid).filter(|_| now.oid != 0);
            then.is_some_and(|then| then.counts().iter().zip(now.counts()).any(|(then, now)| now < *then))
        };
        let went_back = later.relations.iter().any(went_back);
        went_back.then(|| format!("counters of {node} went back in between, and no reset is known"))
    }

    /// Why nothing that a server counts can be subtracted: it is another one, or may have lost what it counted.
    pub fn replaced(&self, later: &NodeUsage) -> Option<String> {
        let node = &later.node;
        if let (Some(then), Some(now)) = (&self.system_identifier, &later.system_identifier)
            && then != now
        {
            return Some(format!("{node} was another server: system identifier {then}, now {now}"));
        }
        let other_timeline = self.timeline.zip(later.timeline).is_some_and(|(then, now)| then != now);
        if self.in_recovery != later.in_recovery || other_timeline {
            return Some(format!("{node} failed over in between, to a server with counters of its own"));
        }
        if self.database_oid.zip(later.database_oid).is_some_and(|(then, now)| then != now) {
            return Some(format!("the database was made anew on {node} in between, or is another one"));
        }
        (self.started_at != later.started_at)
            .then(|| format!("{node} was started anew in between, and a crash loses the counters"))
    }
}

/// The two looks at each node, or why they cannot be subtracted.
pub fn paired<'a>(
    earlier: &'a [NodeUsage],
    later: &'a [NodeUsage],
) -> impl Iterator<Item = Result<(&'a NodeUsage, &'a NodeUsage), String>> {
    let both = later.iter().map(|now| {
        let then = earlier.iter().find(|then| then.node == now.node);
        let then = then.ok_or_else(|| format!("{} was not asked the first time", now.node))?;
        then.discontinuity(now).map_or(Ok((then, now)), Err)
    });
    let gone = earlier.iter().filter(|then| later.iter().all(|now| now.node != then.node));
    both.chain(gone.map(|then| Err(format!("{} was not asked again", then.node))))
}

fn differences(
    earlier: &Facts,
    later: &Facts,
    counters: impl Fn(&NodeUsage) -> Option<(i64, i64)>,
) -> Option<Use> {
    let mut whole = Use { scans: 0, writes: 0, window: 0, nodes: Vec::new(), doubt: None };
    for pair in paired(&earlier.usage, &later.usage) {
        let (before, now) = match pair {
            Ok(pair) => pair,
            Err(why) => {
                whole.doubt = Some(why);
                continue;
            }
        };
        let (Some((scans, writes)), Some((scans_now, writes_now))) = (counters(before), counters(now)) else {
            return None;
        };
        whole.scans += scans_now - scans;
        whole.writes += writes_now - writes;
        whole.window = whole.window.max(now.taken_at - before.taken_at);
        whole.nodes.push(now.node.clone());
    }
    (!whole.nodes.is_empty() || whole.doubt.is_some()).then_some(whole)
}
