//! What became of one migration on its way there and back.

use crate::server::Difference;

use super::load::Load;
use super::run::{Failed, Ran};
use super::watched::Seen;

/// What became of one way.
#[derive(Clone, Debug, Default)]
pub enum Leg {
    Ok,
    Failed(Failed),
    /// There is no way back.
    Missing,
    #[default]
    Skipped,
}

/// What became of one migration.
#[derive(Debug, Default)]
pub struct Trip {
    /// Its place in the history.
    pub index: usize,
    pub up: Leg,
    /// It failed over rows that were made up, and this is what it did without them.
    pub without_rows: Option<Leg>,
    pub seen: Vec<Seen>,
    pub again: Leg,
    /// What a second run changes once more.
    pub again_changes: Vec<String>,
    pub down: Leg,
    /// How what the way back leaves differs from what was there before.
    pub differences: Vec<Difference>,
    /// Rows and values that do not come back, and rows that stay.
    pub lost_rows: Vec<String>,
    pub left_rows: Vec<String>,
    pub up_again: Leg,
    /// Indexes that it leaves behind unusable.
    pub invalid: Vec<String>,
    pub load: Option<Load>,
    /// Something before it failed, which the predictions take to be there.
    pub adrift: bool,
}

impl Leg {
    /// The word in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Leg::Ok => "ok",
            Leg::Failed(_) => "failed",
            Leg::Missing => "missing",
            Leg::Skipped => "skipped",
        }
    }

    pub fn failed(&self) -> Option<&Failed> {
        match self {
            Leg::Failed(failed) => Some(failed),
            _ => None,
        }
    }

    pub(super) fn of(ran: &Ran) -> Leg {
        ran.failed.clone().map_or(Leg::Ok, Leg::Failed)
    }
}

impl Trip {
    /// What does not come back.
    pub fn lost(&self) -> Vec<String> {
        let gone = |difference: &Difference| match difference {
            Difference::Lost(object) => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(gone).chain(self.lost_rows.iter().cloned()).collect()
    }

    /// What stays behind.
    pub fn left(&self) -> Vec<String> {
        let stays = |difference: &Difference| match difference {
            Difference::Left(object) => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(stays).chain(self.left_rows.iter().cloned()).collect()
    }

    /// What is there again, but not as it was.
    pub fn changed(&self) -> Vec<String> {
        let other = |difference: &Difference| match difference {
            Difference::Changed { object, .. } => Some(object.clone()),
            _ => None,
        };
        self.differences.iter().filter_map(other).collect()
    }

    /// Whether the way back led back. Nothing where none was gone.
    pub fn restored(&self) -> Option<bool> {
        match self.down {
            Leg::Ok => {
                Some(self.differences.is_empty() && self.lost_rows.is_empty() && self.left_rows.is_empty())
            }
            Leg::Failed(_) => Some(false),
            Leg::Missing | Leg::Skipped => None,
        }
    }

    pub fn disagrees(&self) -> bool {
        self.seen.iter().any(|seen| !seen.differences.is_empty())
    }

    pub fn fails(&self) -> bool {
        matches!(self.up, Leg::Failed(_))
            || matches!(self.up_again, Leg::Failed(_))
            || self.restored() == Some(false)
            || self.disagrees()
            || !self.invalid.is_empty()
    }

    /// Predictions rest on all that came before: where some of it failed, they are about another schema.
    pub(super) fn set_adrift(&mut self) {
        self.adrift = true;
        for seen in &mut self.seen {
            seen.only_observed.append(&mut seen.differences);
        }
    }

    /// Whether a part of it can be committed when the rest fails.
    pub(super) fn runs_in_parts(&self) -> bool {
        self.seen.iter().map(|seen| seen.transaction).max() > Some(0)
    }

    /// Whether it is not there for the migrations after it.
    pub(in crate::rehearse) fn stops(&self) -> bool {
        match (&self.up, &self.without_rows) {
            (Leg::Failed(_), Some(without)) => matches!(without, Leg::Failed(_)),
            (Leg::Failed(_), None) | (Leg::Skipped, _) => true,
            _ => false,
        }
    }

    /// Whether it failed over something that is not there: after another failure, that says nothing of it.
    pub(super) fn misses_something(&self) -> bool {
        let code = self.up.failed().map(|failed| failed.refusal.code.as_str());
        matches!(code, Some("42P01" | "42703" | "42704" | "42883" | "3F000" | "42830"))
    }

    pub(super) fn skipped(index: usize) -> Trip {
        Trip { index, ..Trip::default() }
    }

    /// One that is not judged, and that the others cannot do without.
    pub(super) fn failed_before(index: usize, failed: Failed) -> Trip {
        Trip { index, up: Leg::Failed(failed), ..Trip::default() }
    }
}
