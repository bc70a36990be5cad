//! DROP INDEX: does a constraint need it, and does anyone?

use crate::ast::{ObjectKind, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;
use crate::live::usage::Use;

pub(super) static PROBE: Probe = Probe {
    name: "drop-index",
    asks: "whether a constraint or replication needs an index, and whether queries used it between two snapshots",
    rules: &["drop-index-not-concurrent", "index-replacement-gap"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Statement::Drop(drop) = question.statement() else { return Ok(None) };
    if drop.kind != ObjectKind::Index {
        return Ok(None);
    }
    let span = question.finding.span;
    let pointed =
        drop.objects.iter().find(|object| span.contains(object.name.span) && drop.objects.len() > 1);
    let Some(object) = pointed.or(drop.objects.first()) else { return Ok(None) };
    let known = question.step.before.full_name(&object.name);
    let found = question
        .facts
        .indexes
        .iter()
        .find(|index| index.schema == known.schema.as_str() && index.name == known.name.as_str());
    let Some(index) = found else {
        return Ok(Some(Answer::unknown(format!("{known} is not on the server"))));
    };
    let shown = format!("{} ({})", quoted(&index.name), text::bytes(index.bytes));
    if let Some(constraint) = &index.constraint {
        let text = format!(
            "{shown} belongs to the constraint {}: the statement fails with SQLSTATE 2BP01",
            quoted(constraint)
        );
        return Ok(Some(Answer::fails(text)));
    }
    if index.replica_identity {
        return Ok(Some(
            Answer::confirmed(format!("{shown} is the replica identity of its table")).bytes(index.bytes),
        ));
    }
    let used = question
        .asking
        .earlier
        .and_then(|earlier| Use::of_index(earlier, question.facts, &index.schema, &index.name));
    Ok(Some(match used {
        Some(used) if used.scans > 0 => {
            Answer::confirmed(format!("{shown} is in use: {}", used.shown())).bytes(index.bytes)
        }
        Some(Use { doubt: Some(doubt), .. }) => {
            Answer::unknown(format!("whether {shown} is used is not known: {doubt}"))
        }
        Some(used) => Answer::refuted(format!("{shown} was not used: {}", used.shown())).bytes(index.bytes),
        None => Answer::sized(format!(
            "{shown}; whether it is used, only the difference of two snapshots tells (--usage-since)"
        ))
        .bytes(index.bytes),
    }))
}
