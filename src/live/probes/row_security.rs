//! Row security switched off, triggers disabled: does the table have rows that this lets through?

use crate::ast::{AlterActionKind, RowSecurity};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "row-security",
    asks: "whether row security or triggers protect rows that are there",
    rules: &["rls-disabled", "disable-trigger"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let relation = question.table(&alter.name)?;
    let shown = relation.shown();
    let off = question.action(|action| match action {
        AlterActionKind::RowSecurity(RowSecurity::Disable) => Some("row security"),
        AlterActionKind::ToggleTrigger { enable: false, .. } => Some("triggers"),
        _ => None,
    });
    let Some(what) = off else { return Ok(None) };
    if what == "row security" && !relation.row_security {
        return Ok(Some(Answer::refuted(format!("`{shown}` has no row security on the server"))));
    }
    if what == "triggers" && relation.triggers == 0 {
        return Ok(Some(Answer::refuted(format!("`{shown}` has no trigger on the server"))));
    }
    let protected = match what {
        "triggers" => text::count(relation.triggers, "trigger"),
        _ if relation.policies == 1 => "1 policy".to_owned(),
        _ => format!("{} policies", relation.policies),
    };
    let used = question.used(relation).filter(|used| used.writes > 0 && what == "triggers");
    if let Some(used) = used {
        return Ok(Some(Answer::confirmed(format!(
            "`{shown}` has {protected} and is written to: {}",
            used.shown()
        ))));
    }
    let sql = format!("SELECT count(*) AS count FROM (SELECT 1 FROM {} LIMIT 1) AS one", relation.quoted());
    let counted = question.count(relation, &sql);
    Ok(Some(match (counted, question.rows(relation)) {
        (Ok(0), _) => Answer::refuted(format!("`{shown}` is empty")).rows(Some(0)),
        (Ok(_), rows) => {
            Answer::confirmed(format!("`{shown}` has {protected} over rows that are there")).rows(rows)
        }
        (Err(_), Some(rows)) if rows > 0 => {
            Answer::sized(format!("`{shown}` has {protected} over {}", text::about(rows, "row")))
                .rows(Some(rows))
        }
        (Err(unknown), _) => unknown,
    }))
}
