//! A new index: does one that is there do the same?

use crate::ast::{IndexKey, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "redundant",
    asks: "whether an index of the server begins with the same columns",
    rules: &["redundant-index"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Statement::CreateIndex(create) = question.statement() else { return Ok(None) };
    let relation = question.table(&create.table)?;
    let plain = create.elements.iter().map(|element| match &element.key {
        IndexKey::Column(column) => Some(column.as_str()),
        IndexKey::Expression(_) => None,
    });
    let Some(columns) = plain.collect::<Option<Vec<&str>>>() else {
        return Ok(Some(Answer::unknown("an index over an expression is not compared")));
    };
    let own_name = create.name.as_ref().map(|name| name.name.as_str());
    let same = question.facts.indexes_of(relation).find(|index| {
        let begins = index.columns.iter().take(columns.len()).map(String::as_str).eq(columns.iter().copied());
        begins
            && index.valid
            && !index.is_partial
            && index.method == create.method.as_str()
            && own_name != Some(&index.name)
    });
    Ok(Some(match same {
        Some(index) => {
            let size = text::bytes(index.bytes);
            let text =
                format!("{} ({}; {size}) is there already", quoted(&index.name), index.columns.join(", "));
            Answer::confirmed(text).bytes(index.bytes)
        }
        None if question.facts.unseen("indexes").is_some() => {
            Answer::unknown("the indexes could not be read")
        }
        None => Answer::refuted(format!("no index of `{}` on the server does the same", relation.shown())),
    }))
}
