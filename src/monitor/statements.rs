//! What became of the statements that the server collects: slower, new and slow, or nobody can tell.

use std::collections::{BTreeMap, BTreeSet};

use super::sample::{Statement, Statements};
use super::window::Window;
use crate::live;

/// Statements that ran in a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speeds {
    pub ran: u64,
    /// Slower than before, or new and slow, each with its times and its text.
    pub slower: Vec<String>,
    /// Of what nothing can be told, and why.
    pub untold: Vec<String>,
}

/// Shorter executions differ by chance.
const NOTICEABLE: f64 = 1.0;

impl Window<'_> {
    /// Statements that take more than `slower` percent longer than until the baseline, and new ones that take more than
    /// `slow` milliseconds; an error where nothing can be told of any.
    pub fn speeds(&self, slower: f64, slow: f64) -> Result<Speeds, String> {
        let (before, after) = self.ends()?;
        let known: BTreeMap<&str, &Statement> =
            before.statements.iter().map(|statement| (&*statement.id, statement)).collect();
        let mut speeds = Speeds::default();
        let lost = lost(before, after);
        // Whatever was not listed or was put out of the list may have run before.
        let all_known = lost.is_empty() && before.most_left_out() <= 0.0;
        for now in &after.statements {
            let text = now.text.clone().unwrap_or_else(|| format!("statement {}", now.id));
            let Some(then) = known.get(&*now.id) else {
                speeds.ran += 1;
                let mean = mean(now.calls, now.total_milliseconds);
                if all_known && mean > slow {
                    speeds.slower.push(format!("new, {mean:.1} ms: {text}"));
                } else if !all_known && now.total_milliseconds > NOTICEABLE {
                    speeds.untold.push(format!("new, or left out of the baseline, {mean:.1} ms: {text}"));
                }
                continue;
            };
            let calls = now.calls - then.calls;
            let total = now.total_milliseconds - then.total_milliseconds;
            if calls < 0 || total < 0.0 {
                speeds.untold.push(format!("its counters went back, and no reset is known: {text}"));
                continue;
            }
            if calls == 0 {
                continue;
            }
            speeds.ran += 1;
            let (earlier, later) = (mean(then.calls, then.total_milliseconds), mean(calls, total));
            if later - earlier > NOTICEABLE.max(earlier * slower / 100.0) {
                speeds.slower.push(format!("{earlier:.1} ms → {later:.1} ms: {text}"));
            }
        }
        speeds.untold.extend(lost);
        if after.most_left_out() > NOTICEABLE {
            let how_many = after
                .left_out
                .map_or_else(|| "others".to_owned(), |left_out| live::count(left_out, "more statement"));
            speeds.untold.push(format!(
                "{how_many}, of up to {:.0} ms in all each, were not looked at one by one",
                after.most_left_out()
            ));
        }
        Ok(speeds)
    }

    /// What the first and the last sample have of the statements, where one can be held against the other.
    fn ends(&self) -> Result<(&Statements, &Statements), String> {
        let (Some(first), Some(last)) = (self.first(), self.last()) else {
            return Err("there is no sample".to_owned());
        };
        let missing = || {
            "pg_stat_statements is not there, or does not show this role every statement: CREATE EXTENSION \
             pg_stat_statements, shared_preload_libraries, GRANT pg_read_all_stats"
                .to_owned()
        };
        let before = first.statements.as_ref().ok_or_else(missing)?;
        let after = last.statements.as_ref().ok_or_else(missing)?;
        if before.reset != after.reset {
            return Err("pg_stat_statements was reset in between".to_owned());
        }
        let nodes = first.nodes.first().zip(last.nodes.first());
        match nodes.and_then(|(then, now)| then.replaced(now)) {
            Some(why) => Err(why),
            None => Ok((before, after)),
        }
    }
}

/// What shows that the server has put statements out of its list: what these took is not counted any more.
fn lost(before: &Statements, after: &Statements) -> Vec<String> {
    let evictions = after.evictions.zip(before.evictions).map_or(0, |(now, then)| now - then);
    if evictions != 0 {
        let times = live::count(evictions.unsigned_abs(), "time");
        return vec![format!(
            "pg_stat_statements has put statements out of its list {times}: it needs a larger pg_stat_statements.max"
        )];
    }
    let listed: BTreeSet<&str> = after.statements.iter().map(|now| &*now.id).collect();
    let gone = before.statements.iter().filter(|then| !listed.contains(&*then.id)).count();
    if gone == 0 || after.most_left_out() > 0.0 {
        return Vec::new();
    }
    let gone = live::count(gone as u64, "statement");
    vec![format!("the list lacks {gone} of the baseline: put out of it, or reset one by one")]
}

fn mean(calls: i64, total: f64) -> f64 {
    if calls > 0 { total / calls as f64 } else { 0.0 }
}
