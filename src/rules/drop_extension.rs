//! An extension whose functions running code may still call.

use crate::ast::{ObjectKind, Statement, quoted};
use crate::catalog::Origin;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("drop-extension", include_str!("../../rules/drop-extension.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        // Of what CASCADE takes along `drop-cascade` speaks.
        if drop.kind != ObjectKind::Extension || drop.cascade || step.effects.failure.is_some() {
            continue;
        }
        let gone: Vec<_> = drop
            .objects
            .iter()
            .filter(|object| {
                let known = step.before.extension(&object.name.name).map(|extension| extension.origin);
                let in_use = known.is_some_and(|origin| {
                    !pass.is_new(origin) && origin != (Origin::Assumed { certain: false })
                });
                in_use && script.after.extension(&object.name.name).is_none()
            })
            .map(|object| quoted(&object.name.name))
            .collect();
        if gone.is_empty() {
            continue;
        }
        let names = list(&gone);
        pass.report(
            step.span(),
            format!("running code that calls a function or names a type of {names} fails from here on"),
        )
        .help(
            "see first that nothing does: the server refuses only for tables, views and functions that it keeps track of, \
             not for queries and bodies of functions",
        );
    }
}
