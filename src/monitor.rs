//! A database over time: samples of its counters, kept as files, and what happened between them.
//!
//! One look at a counter tells nothing. Between two looks at the same server it tells what was used, what grew, and
//! what became slow; where the counters began anew in between, it tells nothing again, and the report says so.

mod log;
mod read;
pub mod report;
mod sample;
mod shelf;
mod statements;
mod verdict;
mod window;

pub use log::{LogCount, Logs};
pub use read::read as take;
pub use sample::{Sample, Sizes, Statement, Statements};
pub use shelf::{Shelf, ShelfFailure};
pub use statements::Speeds;
pub use verdict::{Answer, Asked, Report, Standing};
pub use window::{Gap, GapKind, IndexUse, LogUse, TableUse, Window};
