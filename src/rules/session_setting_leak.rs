//! A setting that outlives its migration and changes what the next one means.

use std::sync::Arc;

use crate::ast::{SetVariable, Statement};
use crate::diagnostic::Edit;
use crate::migration::{Script, Step, TransactionUnit};
use crate::rule::{Pass, Rule, bare_name, span_of_word};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("session-setting-leak", include_str!("../../rules/session-setting-leak.md"), check);

/// Settings that change what a statement means; a timeout that lives on only makes it stricter.
const LEAKING: &[&str] = &["search_path", "role", "session_authorization", "session_replication_role"];

fn check(pass: &mut Pass) {
    // psql gives each file a session of its own.
    if pass.up().is_none_or(|script| script.unit == TransactionUnit::Script) {
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Set(set) = &step.statement.kind else { continue };
        let name = set.name.as_str();
        let leaks = LEAKING.contains(&name) && pass.tool().keeps(name) && !set.local && set.value.is_some();
        if !leaks || reported.contains(&name) {
            continue;
        }
        let harmless = is_usual_path(set) || is_already_so(pass, set) || everyone_sets(pass, name);
        if !harmless && !is_taken_back(pass, index, set) {
            reported.push(name);
            report(pass, step, name);
        }
    }
}

fn report(pass: &mut Pass, step: &Step, name: &str) {
    let tool = pass.tool().name;
    let relies = relies_on_it(pass, name).map(|script| Arc::clone(script.source.path()));
    let text = pass.text(step.span());
    let written = span_of_word(text, step.span(), "set").filter(|span| span.start == step.span().start);
    let finding = pass.report(
        step.span(),
        format!("also holds for the migrations after this one: {tool} runs them on the same connection, and `{name}` is never set back"),
    );
    finding.note("run together with others it changes what they mean; run alone, later, it does not");
    if let Some(path) = &relies {
        finding.note(format!("{path} relies on it: it names no schema, and sets no path of its own"));
    }
    if !step.in_transaction() {
        finding.help(format!("set it back at the end:\nRESET {name};"));
        return;
    }
    finding.help("let it end with the transaction: SET LOCAL");
    let plain = !text.to_ascii_lowercase().starts_with("set session");
    if let Some(span) = written.filter(|_| plain && relies.is_none()) {
        let at = Span { start: span.end, end: span.end };
        finding.fix(
            "let it end with the transaction",
            vec![Edit { span: at, replacement: " LOCAL".to_owned() }],
        );
    }
}

/// The path that a session starts with, or as good as.
fn is_usual_path(set: &SetVariable) -> bool {
    let Some(path) = set.value.as_ref().filter(|_| set.name == "search_path") else { return false };
    let mut schemas = path.split(',').map(|schema| schema.trim().trim_matches(['"', '\'']));
    schemas.clone().any(|schema| schema == "public")
        && schemas.all(|schema| matches!(schema, "public" | "pg_catalog" | "$user"))
}

/// Whether an earlier migration has left it so, and this one changes nothing for those that follow.
fn is_already_so(pass: &Pass, set: &SetVariable) -> bool {
    let earlier = pass.history.migrations[..pass.index].iter().rev().filter_map(|other| other.up.as_ref());
    let last = earlier.flat_map(|script| settings(script, &set.name).rev()).next();
    last.is_some_and(|last| last.value == set.value)
}

/// The first later migration that finds its tables on the path that this one leaves.
fn relies_on_it<'a>(pass: &'a Pass, name: &str) -> Option<&'a Script> {
    let left = pass.up()?.after.session.path_to_leave().filter(|_| name == "search_path")?;
    let elsewhere = left.first().is_some_and(|schema| schema != "public");
    let mut later = pass.history.migrations[pass.index + 1..].iter().filter_map(|other| other.up.as_ref());
    later.find(|script| {
        let meets = elsewhere && script.before.session.left_path.as_ref() == Some(&left);
        meets && settings(script, name).next().is_none() && names_no_schema(script)
    })
}

/// Where a script gives a setting a value for longer than a transaction, or takes it back.
fn settings<'a>(script: &'a Script, name: &str) -> impl DoubleEndedIterator<Item = &'a SetVariable> {
    script.steps.iter().filter_map(move |step| match &step.statement.kind {
        Statement::Set(set) if !set.local && (set.name == name || set.name == "all") => Some(&**set),
        _ => None,
    })
}

/// Whether the other migrations set it before anything else, so that none means anything else after this one. One that
/// gives every table its schema means the same on any search path.
fn everyone_sets(pass: &Pass, name: &str) -> bool {
    let others = pass.history.migrations.iter().enumerate().filter(|(at, _)| *at != pass.index);
    let scripts = others.filter_map(|(_, other)| other.up.as_ref());
    let scripts: Vec<_> = scripts.filter(|script| !script.steps.is_empty()).collect();
    let sets = |script: &Script| {
        let mut settings = script.steps.iter().map_while(|step| match &step.statement.kind {
            Statement::Set(set) => Some(set),
            _ => None,
        });
        settings.any(|set| set.name == name)
    };
    let setting = scripts.iter().filter(|script| sets(script)).count();
    let cares = |script: &Script| !sets(script) && (name != "search_path" || names_no_schema(script));
    setting >= 2 && 2 * setting > scripts.len() && !scripts.iter().any(|script| cares(script))
}

/// Whether a statement leaves to the search path what it means.
fn names_no_schema(script: &Script) -> bool {
    script.steps.iter().any(|step| {
        let tables = step.statement.kind.tables();
        bare_name(step).is_some() || tables.iter().any(|table| table.schema.is_none())
    })
}

fn is_taken_back(pass: &Pass, index: usize, set: &SetVariable) -> bool {
    let started = pass.up().and_then(|up| up.before.session.setting(&set.name));
    pass.later_steps(index).iter().any(|later| match &later.statement.kind {
        Statement::Set(other) if other.local => false,
        Statement::Set(other) => {
            let same =
                other.value.is_none() || started.is_some_and(|old| Some(&old.value) == other.value.as_ref());
            (other.name == set.name || other.name == "all") && same
        }
        Statement::Other(command) => command.starts_with("DISCARD"),
        _ => false,
    })
}
