//! A comment that allows nothing. It is judged when all rules have spoken, by the module of the comments.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("unused-suppression", include_str!("../../rules/unused-suppression.md"), check);

fn check(_: &mut Pass) {}
