//! Enum values: how many rows have the one that gets another name?

use crate::ast::{AlterEnum, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe =
    Probe { name: "enums", asks: "how many rows have an enum value", rules: &["rename-enum-value"], judge };

fn judge(question: &mut Question) -> Judged {
    let Statement::AlterEnum(AlterEnum::RenameValue { name, from, .. }) = question.statement() else {
        return Ok(None);
    };
    if let Some(reason) = question.facts.unseen("enums") {
        return Ok(Some(Answer::unknown(format!("the types could not be read: {reason}"))));
    }
    let Some(found) = question.facts.enum_of(name) else {
        return Ok(Some(Answer::unknown(format!("the type {name} is not on the server"))));
    };
    if !found.labels.iter().any(|label| label == from.as_str()) {
        let text = format!("{name} has no such value on the server: the statement fails with SQLSTATE 22023");
        return Ok(Some(Answer::fails(text)));
    }
    if found.columns.is_empty() {
        return Ok(Some(Answer::refuted(format!("no column is of the type {name}"))));
    }
    let literal = from.replace('\'', "''");
    let mut rows = 0;
    for column in &found.columns {
        let mut parts = column.splitn(3, '.');
        let (Some(schema), Some(table), Some(column)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Some(relation) = question.facts.relation(schema, table) else { continue };
        let sql = format!(
            "SELECT count(*) AS count FROM {} WHERE {}::text = '{literal}'",
            relation.quoted(),
            quoted(column)
        );
        match question.count(relation, &sql) {
            Ok(counted) => rows += counted,
            Err(unknown) => {
                return Ok(Some(match question.rows(relation) {
                    Some(rows) => {
                        let about = text::about(rows, "row");
                        Answer::sized(format!(
                            "it is the type of {}, with {about} in all",
                            text::names(&found.columns)
                        ))
                        .rows(Some(rows))
                        .and(&unknown.text)
                    }
                    None => unknown,
                }));
            }
        }
    }
    Ok(Some(match rows {
        0 => Answer::refuted("no row has the value").rows(Some(0)),
        rows => Answer::confirmed(format!(
            "{} of {} have the value",
            text::count(rows, "row"),
            text::names(&found.columns)
        ))
        .rows(Some(rows)),
    }))
}
