//! What a server really does with a history: every migration up, up again, down and up, on a scratch server, and each
//! statement held against what was predicted of it.

mod beginning;
mod compare;
mod findings;
mod legs;
pub mod load;
mod rehearsing;
pub mod report;
mod rows;
mod run;
mod text;
mod trip;
mod watched;
mod whole;

use crate::migration::{History, ReplayOptions};
use crate::server::{Refusal, Server};

pub use beginning::Needed;
pub use findings::findings;
pub use load::Load;
pub use rows::Unseeded;
pub use run::{Failed, Ran};
pub use trip::{Leg, Trip};
pub use watched::Seen;
pub use whole::Whole;

use rehearsing::Rehearsing;

/// What was chosen.
#[derive(Clone, Debug)]
pub struct Options {
    pub replay: ReplayOptions,
    /// Rows to put into every empty table.
    pub rows: usize,
    /// SQL that runs before each migration, as far as its tables are there; then no rows are made up.
    pub seed: Option<String>,
    /// Readers and writers while the migrations run.
    pub load: bool,
}

/// What was seen.
#[derive(Debug, Default)]
pub struct Rehearsal {
    /// `embedded`, `system`, `environment`.
    pub server: &'static str,
    /// As the server tells it: `17.5`.
    pub version: String,
    /// One for each migration that is judged.
    pub trips: Vec<Trip>,
    /// All the way back and forth again.
    pub whole: Option<Whole>,
    /// What the history takes to be there, and was made for it.
    pub made: Vec<String>,
    pub unseeded: Vec<Unseeded>,
    /// The rows that it was tried on, in words.
    pub over: String,
    /// The migration that left a clone as it cannot be used further: none after it was tried.
    pub spoiled_by: Option<usize>,
    /// What else there is to know of the server.
    pub notes: Vec<String>,
}

impl Options {
    fn over(&self) -> String {
        match (&self.seed, self.rows) {
            (Some(_), _) => "over the rows of --seed".to_owned(),
            (None, 0) => "over no rows but their own".to_owned(),
            (None, 1) => "over a made-up row in each table".to_owned(),
            (None, rows) => format!("over {rows} made-up rows in each table"),
        }
    }
}

impl Rehearsal {
    /// Whether a migration failed, was not restored, or did something else than predicted.
    pub fn fails(&self) -> bool {
        self.trips.iter().any(|trip| trip.fails())
            || self.whole.as_ref().is_some_and(|whole| !whole.restored())
    }
}

/// Rehearses the migrations that are to be judged, each after those before it. A tool stops at the first that fails; here
/// the others are tried all the same, and what then misses something is left out. `advance` is called after each.
pub fn rehearse(
    history: &History,
    server: &mut dyn Server,
    options: &Options,
    advance: &dyn Fn(),
) -> Result<Rehearsal, Refusal> {
    let mut rehearsing = Rehearsing::start(history, server, options)?;
    let mut trips: Vec<Trip> = Vec::new();
    for index in 0..history.migrations.len() {
        if rehearsing.spoiled_by.is_some() {
            trips.push(Trip::skipped(index));
            advance();
            continue;
        }
        let failed_before = trips.iter().any(Trip::stops);
        if history.migrations[index].judged {
            let mut trip = rehearsing.trip(index)?;
            if failed_before {
                trip.set_adrift();
            }
            trips.push(if failed_before && trip.misses_something() { Trip::skipped(index) } else { trip });
        } else if let Some(failed) = rehearsing.pass(index)?.filter(|_| !failed_before) {
            trips.push(Trip::failed_before(index, failed));
        }
        advance();
    }
    trips.retain(|trip| history.migrations[trip.index].judged || trip.stops());
    let whole = match rehearsing.spoiled_by {
        Some(_) => None,
        None => rehearsing.whole(&trips)?,
    };
    Ok(rehearsing.end(trips, whole))
}
