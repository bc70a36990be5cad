//! A second session that looks at the locks of the first as often as it can.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use postgres::Config;

use super::observe::{Relations, held_by};
use super::outcome::Outcome;
use super::session::{Refusal, Session};

pub(crate) struct Sampler {
    done: Arc<AtomicBool>,
    looking: JoinHandle<Outcome>,
}

impl Sampler {
    pub(crate) fn start(config: &Config, backend: String, before: Relations) -> Result<Sampler, Refusal> {
        let mut session = Session::open(config)?;
        let done: Arc<AtomicBool> = Arc::default();
        let told = Arc::clone(&done);
        let looking = std::thread::spawn(move || {
            let mut outcome = Outcome::default();
            while !told.load(Ordering::Relaxed) {
                held_by(&mut session, &backend, &before, &mut outcome);
            }
            outcome
        });
        Ok(Sampler { done, looking })
    }

    /// Everything that was seen.
    pub(crate) fn stop(self) -> Outcome {
        self.done.store(true, Ordering::Relaxed);
        self.looking.join().unwrap_or_default()
    }
}
