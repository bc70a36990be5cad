//! CASCADE: what else goes?

use crate::ast::{AlterActionKind, ObjectKind, Statement};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::facts::{RelationFact, dependents_of};
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "cascade",
    asks: "what CASCADE reaches: views, foreign keys, whole schemas",
    rules: &["drop-cascade"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    if let Some(reason) = question.facts.unseen("dependents") {
        return Ok(Some(Answer::unknown(format!("what depends on it could not be read: {reason}"))));
    }
    let reached = match question.statement() {
        Statement::Drop(drop) if drop.kind == ObjectKind::Schema => {
            let schemas: Vec<&str> = drop.objects.iter().map(|object| object.name.name.as_str()).collect();
            let inside = question
                .facts
                .relations
                .iter()
                .filter(|relation| schemas.contains(&relation.schema.as_str()));
            inside.map(|relation| relation.full_name()).collect::<Vec<_>>()
        }
        Statement::Drop(drop) => {
            let mut reached = Vec::new();
            for object in &drop.objects {
                let Ok(relation) = question.table(&object.name) else { continue };
                reached.extend(of_relation(question, relation, None));
            }
            if reached.is_empty() && drop.objects.iter().all(|object| question.table(&object.name).is_err()) {
                return Ok(Some(Answer::unknown(
                    "what is dropped is no relation of the server, or is not there yet",
                )));
            }
            reached
        }
        Statement::AlterTable(alter) => {
            let relation = question.table(&alter.name)?;
            let column = question.action(|action| match action {
                AlterActionKind::DropColumn { column, cascade: true, .. } => Some(column.name.as_str()),
                _ => None,
            });
            of_relation(question, relation, column)
        }
        _ => return Ok(None),
    };
    Ok(Some(match reached.as_slice() {
        [] => Answer::refuted("CASCADE reaches nothing on the server"),
        reached => Answer::confirmed(format!("CASCADE reaches {}", text::names(reached))),
    }))
}

fn of_relation(question: &Question, relation: &RelationFact, column: Option<&str>) -> Vec<String> {
    let mut reached = dependents_of(question.facts, relation, column);
    let own = relation.full_name();
    let keys =
        question.facts.constraints.iter().filter(|constraint| constraint.references.as_ref() == Some(&own));
    let outside = keys.filter(|key| format!("{}.{}", key.schema, key.table) != own && column.is_none());
    reached.extend(outside.map(|key| format!("foreign key {} of {}", key.name, key.table)));
    reached
}
