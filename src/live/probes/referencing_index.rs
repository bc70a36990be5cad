//! A foreign key without an index: has the server one after all, and are parents ever deleted?

use crate::ast::{AlterActionKind, ConstraintKind, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::question::Question;
use crate::live::usage::Use;

pub(super) static PROBE: Probe = Probe {
    name: "referencing-index",
    asks: "whether an index covers a foreign key, and whether rows of the parent are deleted",
    rules: &["fk-missing-index"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let key = question.action(|action| match action {
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::ForeignKey(key) => Some(key),
            _ => None,
        },
        _ => None,
    });
    let Some(key) = key else { return Ok(None) };
    let child = question.table(&alter.name)?;
    let covers = |columns: &[String]| {
        let own = key.columns.iter().map(|column| column.name.as_str());
        columns.iter().take(key.columns.len()).map(String::as_str).eq(own)
    };
    let index = question
        .facts
        .indexes_of(child)
        .find(|index| index.valid && !index.is_partial && covers(&index.columns));
    if let Some(index) = index {
        let text = format!("the server has {} on `{}`, which covers it", quoted(&index.name), child.shown());
        return Ok(Some(Answer::refuted(text)));
    }
    let parent = question.table(&key.references)?;
    let used = question.used(parent).filter(|used: &Use| used.writes > 0);
    let scan = question.sized(child, Task::Verify);
    let text =
        format!("no index covers it; each delete in `{}` reads all of `{}`", parent.shown(), child.shown());
    Ok(Some(match used {
        Some(used) => Answer::confirmed(format!("{text}, and `{}` had {}", parent.shown(), used.shown())),
        None => scan.and(&text),
    }))
}
