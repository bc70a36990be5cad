//! A statement that the role of the migrations may not run. Only a server knows: `live` asks it.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("insufficient-privilege", include_str!("../../rules/insufficient-privilege.md"), check);

fn check(_: &mut Pass) {}
