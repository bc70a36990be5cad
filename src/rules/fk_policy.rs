//! What a team has decided that its foreign keys must or must not be.

use crate::ast::{ConstraintKind, ForeignKey, ReferentialAction};
use crate::rule::{Pass, Rule, Written, list};

pub(super) static RULE: Rule = Rule::new("fk-policy", include_str!("../../rules/fk-policy.md"), check);

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        let ConstraintKind::ForeignKey(key) = &written.constraint.kind else { continue };
        let Some(table) = written.after.resolve(written.table) else { continue };
        let broken = broken(pass, &written, key);
        if broken.is_empty() {
            continue;
        }
        let message =
            format!("the foreign key of `{}` to `{}` {}", table.name, key.references, broken.join("; it "));
        pass.report(written.constraint.span, message)
            .on(written.step, table.id)
            .help("change it, or the options of this rule");
    }
}

/// What of the decisions it does not keep.
fn broken(pass: &Pass, written: &Written, key: &ForeignKey) -> Vec<String> {
    let asked = |option: &str| pass.options.boolean(option);
    let cascades = [key.on_delete, key.on_update].contains(&ReferentialAction::Cascade);
    let constraint = written.constraint;
    let mut broken = Vec::new();
    if asked("forbid") {
        broken.push("should not be: the rows are kept in step by the application".to_owned());
    }
    if asked("require-on-delete") && !key.on_delete_written {
        broken.push("does not say what happens ON DELETE, which is NO ACTION then".to_owned());
    }
    if asked("forbid-cascade") && cascades {
        broken.push("changes or deletes other rows by CASCADE".to_owned());
    }
    if asked("require-deferrable") && !constraint.deferrable && !constraint.initially_deferred {
        broken.push("is not DEFERRABLE".to_owned());
    }
    if asked("require-not-null") {
        let table = written.after.resolve(written.table);
        let nullable = written.among(&key.columns).iter().map(|column| &column.name).filter(|column| {
            let known = table.and_then(|table| table.column(column));
            known.is_some_and(|known| !known.not_null && known.nullability_known)
        });
        let nullable: Vec<_> = nullable.collect();
        if !nullable.is_empty() {
            broken.push(format!("lets {} be null, and then refers to nothing", list(nullable)));
        }
    }
    broken
}
