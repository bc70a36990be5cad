//! Watches from outside a statement that runs in no transaction. It would be over before anyone looks: so other
//! sessions stand in its way, one for each table, and let it through when its request has been seen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use super::observe::{Relations, held_by};
use super::outcome::Outcome;
use super::refusal::Refusal;
use super::session::{Address, Session};

pub struct Sampler {
    done: Arc<AtomicBool>,
    watching: JoinHandle<Outcome>,
}

impl Sampler {
    /// Watches a backend, and stands in its way at these tables.
    pub fn start(
        address: &Address,
        backend: String,
        before: Relations,
        watched: impl Fn(&str) -> bool,
    ) -> Result<Sampler, Refusal> {
        let gates: Result<Vec<Gate>, Refusal> =
            before.tables(watched).map(|table| Gate::close(address, &table)).collect();
        let mut watch = Watch { session: address.open()?, gates: gates?, backend, before };
        let done: Arc<AtomicBool> = Arc::default();
        let told = Arc::clone(&done);
        let watching = std::thread::spawn(move || {
            let mut outcome = Outcome::default();
            while !told.load(Ordering::Relaxed) {
                watch.look(&mut outcome);
            }
            outcome
        });
        Ok(Sampler { done, watching })
    }

    /// Everything that was seen.
    pub fn stop(self) -> Outcome {
        self.done.store(true, Ordering::Relaxed);
        self.watching.join().unwrap_or_default()
    }
}

struct Watch {
    session: Session,
    gates: Vec<Gate>,
    /// The session that is watched.
    backend: String,
    before: Relations,
}

impl Watch {
    fn look(&mut self, outcome: &mut Outcome) {
        // First who is in its way, then what it asks for, so that no request goes by unseen.
        let blocking = format!("SELECT pg_catalog.unnest(pg_catalog.pg_blocking_pids({}))", self.backend);
        let blocking = self.session.rows(&blocking).unwrap_or_default().concat();
        if blocking.is_empty() {
            return;
        }
        held_by(&mut self.session, &self.backend, &self.before, outcome);
        self.gates.retain_mut(|gate| !blocking.contains(&gate.backend) || gate.open());
    }
}

/// A session that holds ever stronger locks on a table and lets them go one by one, each when something has waited for
/// it: ACCESS EXCLUSIVE stops every request, EXCLUSIVE the next one that is more than reading, ACCESS SHARE the last
/// one, for ACCESS EXCLUSIVE.
struct Gate {
    session: Session,
    backend: String,
    /// What opens it further, the last one first.
    steps: Vec<&'static str>,
}

impl Gate {
    fn close(address: &Address, table: &str) -> Result<Gate, Refusal> {
        let mut session = address.open()?;
        session.run(&format!(
            "BEGIN; LOCK TABLE ONLY {table} IN ACCESS SHARE MODE; \
             SAVEPOINT reading; LOCK TABLE ONLY {table} IN EXCLUSIVE MODE; \
             SAVEPOINT writing; LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE"
        ))?;
        let backend = session.backend()?;
        let steps = vec!["ROLLBACK", "ROLLBACK TO SAVEPOINT reading", "ROLLBACK TO SAVEPOINT writing"];
        Ok(Gate { session, backend, steps })
    }

    /// Lets one more request through. Whether the gate is still there.
    fn open(&mut self) -> bool {
        let opened = self.steps.pop().is_some_and(|step| self.session.run(step).is_ok());
        opened && !self.steps.is_empty()
    }
}
