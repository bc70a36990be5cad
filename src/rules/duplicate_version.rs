//! Two migrations of one version, of which the tool runs one, or none.

use crate::migration::OrderingKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("duplicate-version", include_str!("../../rules/duplicate-version.md"), check);

fn check(pass: &mut Pass) {
    pass.report_ordering(
        OrderingKind::DuplicateVersion,
        Some("give the one that has not been applied anywhere a new version"),
    );
}
