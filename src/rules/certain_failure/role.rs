//! A role that is dropped while it still has what the history gave it.

use crate::ast::quoted;
use crate::rule::{Beside, HeldRights, Pass};

pub(super) fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Some(held) = pass.held_rights(step, None) else { continue };
        let HeldRights { role, given, on, owns, beside } = &held;
        let names: Vec<String> = on.iter().map(|relation| relation.name.to_string()).collect();
        let role = quoted(role);
        let label = pass.label_at(*given, format!("`{role}` gets here what it still has"));
        let help = match (owns, beside) {
            (false, Beside::Nothing) => {
                format!("take its rights back first:\nREVOKE ALL ON {} FROM {role};", names.join(", "))
            }
            (false, Beside::Rights) => format!(
                "take all its rights back first; what it owns, which is nothing in this history, would be dropped as well:\n\
                 DROP OWNED BY {role};"
            ),
            (true, _) | (false, Beside::Own) => format!(
                "give away first what it owns, and take its rights back:\nREASSIGN OWNED BY {role} TO …;\nDROP OWNED BY {role};"
            ),
        };
        pass.report(step.span(), format!("fails: {}", held.message())).label(label).help(help);
    }
}
