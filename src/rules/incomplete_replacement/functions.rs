//! A function that is dropped and made anew, which gives everybody the right to call it that had been taken away.

use crate::ast::{ObjectName, Statement};
use crate::catalog::Routine;
use crate::diagnostic::Severity;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in &up.steps {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        if create.is_for_triggers() || step.conditional {
            continue;
        }
        let name = step.before.qualify(&create.name);
        let full = ObjectName::new(Some(&name.schema), &name.name, create.name.span);
        let had = up.before.routines(&full);
        let Some(old) = had.iter().find(|old| {
            let stays = up.after.routines(&full).iter().any(|now| now.origin == old.origin);
            old.public_revoked && old.origin.created().is_some() && !stays
        }) else {
            continue;
        };
        let open = |routine: &&&Routine| {
            !routine.public_revoked
                && routine.origin.created().is_some_and(|made| {
                    made.script == up.id && step.span().range().contains(&(made.span.start as usize))
                })
        };
        let end = &pass.history.end;
        let routines = end.routines(&full);
        let Some(new) = routines.iter().find(open).filter(|new| end.is_seen_since(new.origin.created()))
        else {
            continue;
        };
        let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
        let types: Vec<String> = new.signature().iter().map(ToString::to_string).collect();
        let rights = if new.security_definer { ", with the rights of its owner" } else { "" };
        let severity = if new.security_definer { Severity::Error } else { Severity::Warning };
        let label = pass.label_created(old.origin, "the one whose rights are gone is made here");
        pass.report(
            create.name.span,
            format!(
                "every role may call `{}` from here on{rights}: EXECUTE was taken from PUBLIC on the one that is dropped, and \
                 a new one has it again",
                new.name
            ),
        )
        .severity(severity)
        .label(label)
        .help(format!(
            "in the same transaction:\nREVOKE EXECUTE ON {kind} {}({}) FROM PUBLIC;",
            new.name,
            types.join(", ")
        ))
        .note("GRANTs on the dropped one are gone too");
    }
}
