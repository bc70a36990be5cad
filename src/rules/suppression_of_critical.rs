//! A comment that allows what the project lets nobody allow. It is judged by the module of the comments.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("suppression-of-critical", include_str!("../../rules/suppression-of-critical.md"), check);

fn check(_: &mut Pass) {}
