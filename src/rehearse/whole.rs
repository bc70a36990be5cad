//! The whole history back and forth: every way back from the last migration on, and up again.

use crate::server::{Difference, Fingerprint, Refusal};

use super::rehearsing::Rehearsing;
use super::trip::{Leg, Trip};

/// What became of it.
#[derive(Debug)]
pub struct Whole {
    /// The place of the earliest migration that was taken back.
    pub first: usize,
    /// How many were.
    pub migrations: usize,
    pub down: Leg,
    /// How what is left differs from what was there before the first of them.
    pub differences: Vec<Difference>,
    pub up: Leg,
}

impl Whole {
    pub fn restored(&self) -> bool {
        matches!(self.down, Leg::Ok) && self.differences.is_empty() && matches!(self.up, Leg::Ok)
    }
}

impl Rehearsing<'_> {
    /// Nothing where fewer than two migrations can be taken back one after the other.
    pub(super) fn whole(&mut self, trips: &[Trip]) -> Result<Option<Whole>, Refusal> {
        let takeable = |trip: &&Trip| matches!(trip.down, Leg::Ok) && !trip.stops();
        let back: Vec<usize> = trips.iter().rev().take_while(takeable).map(|trip| trip.index).collect();
        let Some(first) = back.last().copied().filter(|_| back.len() > 1) else { return Ok(None) };
        let history = self.history;
        let mut whole =
            Whole { first, migrations: back.len(), down: Leg::Ok, differences: Vec::new(), up: Leg::Skipped };
        for down in back.iter().filter_map(|index| history.migrations[*index].down.script()) {
            let ran = self.quietly_anew(down)?;
            if let Some(failed) = ran.failed {
                whole.down = Leg::Failed(failed);
                return Ok(Some(whole));
            }
        }
        let there = Fingerprint::read(self.session()?)?;
        if let Some((_, before)) = self.before.iter().find(|(index, _)| *index == first) {
            whole.differences = self.differences(before, &there);
        }
        whole.up = Leg::Ok;
        for up in back.iter().rev().filter_map(|index| history.migrations[*index].up.as_ref()) {
            let ran = self.quietly(up)?;
            if let Some(failed) = ran.failed {
                whole.up = Leg::Failed(failed);
                break;
            }
        }
        Ok(Some(whole))
    }
}
