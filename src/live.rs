//! The live database: evidence for findings, snapshots of what it says about itself, and whether it is as expected.
//!
//! `facts` is what a database says about itself, which a snapshot keeps; `probes` has the questions that findings
//! raise, and `question` what they may use to answer them.

mod activity;
mod advice;
mod answer;
mod assertion;
mod compare;
mod duration;
mod facts;
mod ledger;
mod privileges;
mod probes;
mod question;
mod queue;
mod snapshot;
mod state;
mod text;
mod timed;
mod usage;
mod verify;

use crate::connect::Session;
use crate::diagnostic::Diagnostic;
use crate::migration::{History, Script};

pub use activity::{Blocker, holders, listed, old_snapshots};
pub use advice::{ADVISED, advice};
pub use assertion::{check as check_assertion, queries};
pub use compare::{Difference, compare, uncompared};
pub use duration::{DurationModel, Extent, Seconds, Task};
pub use facts::*;
pub use ledger::{Applied, Ledger, Standing, mark_applied, noted, read as read_ledgers};
pub use privileges::{Lack, Need, Needed, Right, RoleStanding, lacking, needed, refusals, standing};
pub use probes::{PROBES, Probe};
pub use question::Asking;
pub use queue::queue;
pub use snapshot::{SnapshotError, read as read_snapshot, write as write_snapshot};
pub use state::{Check, Status, drift};
pub use text::{about, age, bytes, count, names};
pub use timed::{Rehearsed, timed, timed_on_clone};
pub use usage::{Use, paired};
pub use verify::{Before, Phase, assert, conditions, count as count_rows, rows_unchanged, unchanged_tables};

use question::{Place, Question};

/// Puts evidence under every finding that the database can say something about.
pub fn confirm(findings: &mut [Diagnostic], histories: &[History], facts: &Facts, asking: &mut Asking) {
    for finding in findings {
        let Some((place, step)) = locate(finding, histories) else { continue };
        let mut question = Question { finding, place, step, facts, asking };
        if let Some(answer) = probes::answer(&mut question) {
            answer.attach(finding, &facts.taken_at);
        }
        if asking.session.as_deref().is_some_and(Session::is_lost) {
            return;
        }
    }
}

/// The statement that a finding is about: the innermost that holds its place.
fn locate<'a>(
    finding: &Diagnostic,
    histories: &'a [History],
) -> Option<(Place<'a>, &'a crate::migration::Step)> {
    let own = |script: &&Script| script.source.path() == finding.source.path();
    for history in histories {
        let scripts = history.migrations.iter().flat_map(|migration| migration.up.iter());
        for script in scripts.filter(own) {
            let holds = |(_, step): &(usize, &crate::migration::Step)| step.span().contains(finding.span);
            let found = script.steps.iter().enumerate().filter(holds).min_by_key(|(_, step)| {
                let span = step.span();
                span.end - span.start
            });
            if let Some((index, step)) = found {
                return Some((Place { history, script, index }, step));
            }
        }
    }
    None
}
