//! No statement became slower than it was before, and no new one is slow.

use super::usage::answered;
use crate::gate::{Answer, Check, Entry, Situation};
use crate::monitor::Asked;

pub(super) static CHECK: Check =
    Check::new("slow-queries", include_str!("../../../rules/gate/slow-queries.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let asked = Asked {
        slower: Some(entry.options.integer("slower") as f64),
        slow: entry.options.integer("slow") as f64,
        ..Asked::default()
    };
    answered(situation, entry, &asked)
}
