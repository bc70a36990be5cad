//! A comment whose day is over. It is judged by the module of the comments.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("suppression-expired", include_str!("../../rules/suppression-expired.md"), check);

fn check(_: &mut Pass) {}
