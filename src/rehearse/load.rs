//! Mixed traffic: readers and writers on the tables that a migration touches, and how long each of its statements made
//! them wait.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::migration::Script;
use crate::server::{Address, Refusal, Session};

use super::run::Ran;
use super::watched::Seen;

/// What readers and writers of one table saw while a migration ran.
#[derive(Clone, Debug, Default)]
pub struct Load {
    pub tables: Vec<Waited>,
}

#[derive(Clone, Debug)]
pub struct Waited {
    /// `public.users`.
    pub table: String,
    pub reads: Share,
    pub writes: Share,
}

/// The queries of one kind.
#[derive(Clone, Debug, Default)]
pub struct Share {
    pub queries: usize,
    /// Queries that failed, as when a column that they name is gone.
    pub failed: usize,
    /// The longest that one took.
    pub longest_milliseconds: f64,
    /// What made queries wait: the index of a step, and for how long in all.
    pub blocked_by: Vec<(usize, f64)>,
    waits: Vec<(Instant, Instant)>,
}

/// Threads that read and write until they are told to stop.
pub(super) struct Traffic {
    done: Arc<AtomicBool>,
    threads: Vec<(String, bool, JoinHandle<Share>)>,
}

/// Tables that get traffic; each takes two connections.
const TABLES: usize = 8;

const PAUSE: Duration = Duration::from_millis(1);

/// What takes longer than this has waited for something.
const WAITED: Duration = Duration::from_millis(5);

impl Traffic {
    pub(super) fn start(
        address: &Address,
        session: &mut Session,
        script: &Script,
    ) -> Result<Traffic, Refusal> {
        let done: Arc<AtomicBool> = Arc::default();
        let mut threads = Vec::new();
        for table in touched(script).into_iter().take(TABLES) {
            let (schema, name) = table.split_once('.').unwrap_or(("public", table.as_str()));
            let quoted = format!("\"{schema}\".\"{name}\"");
            let column = session.value(&format!(
                "SELECT pg_catalog.quote_ident(attname) FROM pg_catalog.pg_attribute \
                 WHERE attrelid = pg_catalog.to_regclass('{quoted}') AND attnum > 0 AND NOT attisdropped \
                 AND attgenerated = '' AND attidentity <> 'a' ORDER BY attnum DESC LIMIT 1"
            ))?;
            if column.is_empty() {
                continue;
            }
            let read = format!("SELECT pg_catalog.count(*) FROM (SELECT FROM {quoted} LIMIT 10) s");
            // It changes nothing and takes the locks of a change.
            let write = format!("UPDATE {quoted} SET {column} = {column} WHERE false");
            for (sql, writes) in [(read, false), (write, true)] {
                let mut own = address.open()?;
                let told = Arc::clone(&done);
                let thread = std::thread::spawn(move || repeat(&mut own, &sql, &told));
                threads.push((table.clone(), writes, thread));
            }
        }
        Ok(Traffic { done, threads })
    }

    pub(super) fn stop(self, ran: &Ran) -> Load {
        self.done.store(true, Ordering::Relaxed);
        let mut load = Load::default();
        for (table, writes, thread) in self.threads {
            let share = thread.join().unwrap_or_default().blamed(&table, writes, ran);
            let place = load.tables.iter().position(|waited| waited.table == table);
            let place = place.unwrap_or_else(|| {
                load.tables.push(Waited { table, reads: Share::default(), writes: Share::default() });
                load.tables.len() - 1
            });
            if writes {
                load.tables[place].writes = share;
            } else {
                load.tables[place].reads = share;
            }
        }
        load
    }
}

impl Share {
    /// What made queries wait: the statement that ran when one began to, or the next, if its transaction holds a lock
    /// on the table that keeps them out. What was slow for another reason has not waited.
    fn blamed(mut self, table: &str, writes: bool, ran: &Ran) -> Share {
        let name = table.strip_prefix("public.").unwrap_or(table);
        let keeps_out = |seen: &Seen| {
            let mode = seen.outcome.as_ref().and_then(|outcome| outcome.locks.get(name));
            mode.is_some_and(|mode| if writes { mode.blocks_writes() } else { mode.blocks_reads() })
        };
        let is_held = |at: usize| {
            let seen = &ran.seen[at];
            ran.seen[..=at]
                .iter()
                .any(|earlier| earlier.transaction == seen.transaction && keeps_out(earlier))
        };
        for (began, ended) in std::mem::take(&mut self.waits) {
            let sent_before =
                |moment: Instant| ran.seen.iter().rposition(|seen| seen.began.is_some_and(|at| at < moment));
            let Some(last) = sent_before(ended) else { continue };
            let first = sent_before(began).unwrap_or(0);
            let Some(at) = (first..=last).find(|at| is_held(*at)) else { continue };
            let step = ran.seen[at].step;
            let milliseconds = (ended - began).as_secs_f64() * 1000.0;
            match self.blocked_by.iter_mut().find(|(known, _)| *known == step) {
                Some((_, sum)) => *sum += milliseconds,
                None => self.blocked_by.push((step, milliseconds)),
            }
        }
        self.blocked_by.sort_by_key(|(step, _)| *step);
        self
    }
}

fn repeat(session: &mut Session, sql: &str, told: &AtomicBool) -> Share {
    let mut share = Share::default();
    while !told.load(Ordering::Relaxed) {
        let begun = Instant::now();
        share.failed += usize::from(session.run(sql).is_err());
        let ended = Instant::now();
        if ended - begun > WAITED {
            share.waits.push((begun, ended));
        }
        share.queries += 1;
        share.longest_milliseconds = share.longest_milliseconds.max(begun.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(PAUSE);
    }
    share
}

/// The tables that were there before the script and that it locks, by `schema.name`.
fn touched(script: &Script) -> BTreeSet<String> {
    let locks = script.steps.iter().flat_map(|step| &step.effects.locks);
    let relations = locks.filter_map(|lock| script.before.relation(lock.relation));
    let tables = relations.filter(|relation| relation.kind.name().ends_with("table"));
    tables.map(|relation| format!("{}.{}", relation.name.schema, relation.name.name)).collect()
}
