//! Renames, and drops of what is not a table: who says the old name?

use crate::ast::{ObjectKind, ObjectRef, Statement, quoted};

use super::drops::{by_use, functions_naming};
use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "renames",
    asks: "which functions say the old name in their text, and whether the table was used between two snapshots",
    rules: &["rename-table", "rename-column", "rename-object", "set-schema", "drop-view"],
    judge,
};

/// What is renamed, or moved to another schema.
fn renamed(statement: &Statement) -> Option<&ObjectRef> {
    match statement {
        Statement::Rename(rename) => Some(&rename.object),
        Statement::SetSchema(set) => Some(&set.object),
        _ => None,
    }
}

fn judge(question: &mut Question) -> Judged {
    let (word, beside, relation) = match question.statement() {
        Statement::Rename(rename) => {
            let object = &rename.object;
            let relation = question.table(&object.name);
            match (&object.part, rename.object.kind) {
                (Some(part), ObjectKind::Column) => {
                    (part.name.to_string(), Some(object.name.name.to_string()), Some(relation?))
                }
                _ => (object.name.name.to_string(), None, relation.ok()),
            }
        }
        Statement::SetSchema(set) => {
            (set.object.name.name.to_string(), None, question.table(&set.object.name).ok())
        }
        Statement::Drop(drop) => {
            let Some(object) = drop.objects.first() else { return Ok(None) };
            (object.name.name.to_string(), None, question.table(&object.name).ok())
        }
        Statement::AlterTable(_) => {
            let dropped = question.action(|action| Some(action.dropped_column()?.name.to_string()));
            let Some(column) = dropped else { return Ok(None) };
            (column, None, question.relation().ok())
        }
        _ => return Ok(None),
    };
    if let Some(reason) = question.facts.unseen("routines") {
        return Ok(Some(Answer::unknown(format!("the functions could not be read: {reason}"))));
    }
    let functions = functions_naming(question, &word, beside.as_deref());
    if !functions.is_empty() {
        let text =
            format!("`{}` is in the text of {}, which then fail", quoted(&word), text::names(&functions));
        return Ok(Some(Answer::confirmed(text)));
    }
    if let Some(object) = renamed(question.statement())
        && let Some(found) = question.facts.enum_of(&object.name)
        && object.kind == ObjectKind::Type
    {
        let text = match found.columns.as_slice() {
            [] => "no column has the type".to_owned(),
            columns => format!("it is the type of {}", text::names(columns)),
        };
        return Ok(Some(Answer::sized(format!("{text}, and no function of the server says its name"))));
    }
    let Some(relation) = relation else {
        let text = match renamed(question.statement()) {
            Some(object) if object.kind == ObjectKind::Type || object.kind == ObjectKind::Domain => {
                format!("the server does not tell who uses the type `{}`", quoted(&word))
            }
            _ => format!("`{}` is not on the server", quoted(&word)),
        };
        return Ok(Some(Answer::unknown(text)));
    };
    let shown = relation.shown();
    Ok(Some(match question.used(relation) {
        Some(used) => by_use(&used, &format!("`{shown}`")),
        None => {
            let only = "who else says it, only the difference of two snapshots tells (--usage-since)";
            let text = format!("no function of the server says it; {only}");
            match question.rows(relation) {
                Some(rows) => Answer::sized(format!("`{shown}` has {}; {text}", text::about(rows, "row")))
                    .rows(Some(rows)),
                None => Answer::unknown(text),
            }
        }
    }))
}
