//! A file among the migrations that its tool does not see.

use crate::migration::OrderingKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("unrecognized-filename", include_str!("../../rules/unrecognized-filename.md"), check);

fn check(pass: &mut Pass) {
    pass.report_ordering(
        OrderingKind::Unrecognized,
        Some("give it a name that the tool takes, or move it elsewhere"),
    );
}
