//! A table or column that the application's own code still names when it goes.

use crate::ast::quoted;
use crate::diagnostic::Label;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("still-used-in-code", include_str!("../../rules/still-used-in-code.md"), check);

/// How many places are shown.
const SHOWN: usize = 3;

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for giving in script.giving_up() {
        let mentions = pass.history.application.mentions_of(&giving.what);
        let Some(first) = mentions.first() else { continue };
        let (relation, column) = (&giving.what.relation, giving.what.column.as_ref());
        let shown = column.map_or(relation.to_string(), |column| format!("{relation}.{}", quoted(column)));
        let line = first.source.line_column(first.span.start).line;
        let more = match mentions.len() - 1 {
            0 => String::new(),
            1 => " and in one more place".to_owned(),
            count => format!(" and in {count} more places"),
        };
        let labels = mentions.iter().take(SHOWN).map(|mention| Label {
            source: std::sync::Arc::clone(&mention.source),
            span: mention.span,
            text: "still named here".to_owned(),
        });
        let labels: Vec<Label> = labels.collect();
        let step = &script.steps[giving.step];
        let finding = pass
            .report(
                giving.span,
                format!("takes `{shown}` away while the application still names it in {}:{line}{more}", first.source.path()),
            )
            .help("deploy a version of the application without it first, and run this when no older one is left");
        finding.labels.extend(labels);
        if let Some(relation) = step.before.relation_named(relation) {
            finding.on(step, relation.id);
        }
    }
}
