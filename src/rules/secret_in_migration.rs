//! Passwords, tokens and keys that stand in a migration.

use std::sync::Arc;

use crate::ast::Statement;
use crate::migration::{Script, Step};
use crate::parse::MaskedKind;
use crate::rule::{Pass, Rule};
use crate::source::Span;

mod format;

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
            let Some((span, what)) = found.filter(|(span, _)| is_literal(script, *span)) else {
                report_known_form(pass, script, step);
                continue;
            };
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

/// A secret that its form gives away: in the body of a function, in a setting, in a row.
fn report_known_form(pass: &mut Pass, script: &Script, step: &Step) {
    let whole = step.span();
    // What a block holds is part of its text.
    let found = step.within.is_none().then(|| format::find(script.source.slice(whole))).flatten();
    let Some((place, what)) = found else { return };
    let start = whole.start as usize;
    let span = Span::new(start + place.start, start + place.end);
    let message = format!("{what} stands in the migration: whoever can read the repository has it");
    pass.report_in(Arc::clone(&script.source), span, message)
        .note("it is in the history of the repository for good: treat it as known, and change it")
        .help("keep it where secrets are kept, and read it from there when it is needed");
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
