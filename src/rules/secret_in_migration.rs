//! Passwords that stand in a migration.

use std::sync::Arc;

use crate::ast::Statement;
use crate::migration::Script;
use crate::parse::MaskedKind;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("secret-in-migration", include_str!("../../rules/secret-in-migration.md"), check);

fn check(pass: &mut Pass) {
    let scripts: Vec<&Script> = pass.up().into_iter().chain(pass.down()).collect();
    for script in scripts {
        for step in &script.steps {
            let found = match &step.statement.kind {
                Statement::CreateRole(change) | Statement::AlterRole(change) => {
                    change.password.map(|span| (span, "the password of a role"))
                }
                Statement::Cluster(wide) if wide.command.ends_with("SUBSCRIPTION") => {
                    after_password(script, step.span()).map(|span| (span, "the password of the subscription"))
                }
                Statement::Other(
                    "CREATE USER MAPPING" | "ALTER USER MAPPING" | "CREATE SERVER" | "ALTER SERVER",
                ) => after_password(script, step.span())
                    .map(|span| (span, "the password for the other server")),
                Statement::Select(_) => {
                    let connects = script.source.slice(step.span()).contains("dblink");
                    let found = connects.then(|| after_password(script, step.span())).flatten();
                    found.map(|span| (span, "the password for the other server"))
                }
                _ => None,
            };
            let Some((span, what)) = found.filter(|(span, _)| is_literal(script, *span)) else { continue };
            pass.report_in(
                Arc::clone(&script.source),
                span,
                format!("{what} stands in the migration: whoever can read the repository or the server's log has it"),
            )
            .note("it is in the history of the repository for good: treat it as known, and change it")
            .help("make the role without a password here, and set it where secrets are kept: \\password, or a variable of psql");
        }
    }
}

/// The word after `password` in a connection string or a list of options, where it is one.
fn after_password(script: &Script, span: Span) -> Option<Span> {
    let text = script.source.slice(span);
    let lower = text.to_ascii_lowercase();
    let at = lower.find("password")? + "password".len();
    let rest = text.get(at..)?;
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '\''));
    let start = at + rest.len() - value.len();
    let length =
        value.find(|c: char| c.is_whitespace() || matches!(c, '\'' | ',' | ')' | ';')).unwrap_or(value.len());
    let start = span.start as usize + start;
    (length > 0).then(|| Span::new(start, start + length))
}

/// Whether a text is what it is, and not what a template or a variable puts there.
fn is_literal(script: &Script, span: Span) -> bool {
    let masked = script.masked.iter().any(|part| {
        part.kind == MaskedKind::Placeholder && part.span.start < span.end && span.start < part.span.end
    });
    let text = script.source.slice(span).trim_matches('\'');
    let filled = ["${", "{{", "$(", "<", "%", "@", ":"].iter().any(|mark| text.starts_with(mark));
    let empty = text.is_empty() || text.chars().all(|c| matches!(c, '*' | 'x' | 'X' | '.' | '?'));
    let named = text.len() > 3 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    !(masked || filled || empty || named)
}
