//! A comment that allows more than anybody has looked at. It is judged by the module of the comments.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("blanket-suppression", include_str!("../../rules/blanket-suppression.md"), check);

fn check(_: &mut Pass) {}
