//! Objects whose schema the search path decides.

use crate::rule::{Pass, Rule, bare_name};

pub(super) static RULE: Rule =
    Rule::new("schema-not-qualified", include_str!("../../rules/schema-not-qualified.md"), check);

fn check(pass: &mut Pass) {
    let mut first = None;
    let mut more = 0;
    for step in pass.steps() {
        // The session says where names are looked up.
        if step.before.session.setting("search_path").is_some() {
            continue;
        }
        match (bare_name(step), &first) {
            (Some(name), None) => first = Some((step, name)),
            (Some(_), Some(_)) => more += 1,
            _ => {}
        }
    }
    let Some((step, name)) = first else { return };
    let schema = step.before.session.creation_schema();
    let finding = pass.report(
        if name.span.is_empty() { step.span() } else { name.span },
        format!("the search path of whoever runs this decides in which schema `{name}` is"),
    );
    finding.help(format!(
        "name it: {}.{name}; or begin the file with SET search_path",
        crate::ast::quoted(&schema)
    ));
    if more > 0 {
        finding.note(format!("{more} more statements of this file name no schema"));
    }
}
