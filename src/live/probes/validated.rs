//! Constraints left NOT VALID: has somebody validated them on the server?

use crate::ast::{AlterActionKind, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "validated",
    asks: "whether a constraint is valid on the server",
    rules: &["not-valid-never-validated"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let name = question.action(|action| match action {
        AlterActionKind::AddConstraint { constraint } => {
            constraint.name.as_ref().map(|name| name.name.as_str())
        }
        _ => None,
    });
    let relation = question.table(&alter.name)?;
    if let Some(reason) = question.facts.unseen("constraints") {
        return Ok(Some(Answer::unknown(format!("the constraints could not be read: {reason}"))));
    }
    let found = question.facts.constraints_of(relation).find(|constraint| name == Some(&constraint.name));
    Ok(Some(match found {
        Some(constraint) if constraint.validated => {
            Answer::refuted(format!("{} is valid on the server", quoted(&constraint.name)))
        }
        Some(constraint) => {
            let scan = question.sized(relation, Task::Verify).text;
            Answer::confirmed(format!(
                "{} is there and NOT VALID; VALIDATE reads {scan}",
                quoted(&constraint.name)
            ))
        }
        None => question.sized(relation, Task::Verify).and("the constraint is not there yet"),
    }))
}
