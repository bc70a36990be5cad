//! CONCURRENTLY under a statement_timeout that is shorter than a build may take.

use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "concurrent-op-with-statement-timeout",
    include_str!("../../rules/concurrent-op-with-statement-timeout.md"),
    check,
);

fn check(pass: &mut Pass) {
    let enough = u64::try_from(pass.options.integer("minutes")).unwrap_or_default() * 60_000;
    for step in pass.steps() {
        let Some((command, left)) = step.concurrent() else { continue };
        let timeout = step.before.session.timeout("statement_timeout").unwrap_or_default();
        let Some(setting) = step.before.session.setting("statement_timeout") else { continue };
        if timeout == 0 || timeout >= enough {
            continue;
        }
        let label = setting.place.and_then(|place| pass.label_at(place, "statement_timeout is set here"));
        let start = pass.before_statement(step);
        let message = format!(
            "is cancelled after the statement_timeout of {}, finished or not, and leaves {left}",
            setting.value
        );
        pass.report(step.span(), message)
            .label(label)
            .note(format!("{command} blocks nobody however long it takes"))
            .help("let it finish:\nSET statement_timeout = 0;")
            .fix(
                "set statement_timeout to 0",
                vec![Edit { span: start, replacement: "SET statement_timeout = 0;\n".into() }],
            );
    }
}
