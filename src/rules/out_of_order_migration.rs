//! A migration that its tool runs at another place than it looks, or refuses.

use crate::migration::OrderingKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("out-of-order-migration", include_str!("../../rules/out-of-order-migration.md"), check);

fn check(pass: &mut Pass) {
    pass.report_ordering(OrderingKind::OutOfOrder, None);
}
