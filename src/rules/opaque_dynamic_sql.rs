//! Statements that are made up only when they run: nothing here can look at them.

use crate::ast::{FunctionCall, Name, Statement};
use crate::catalog::Routine;
use crate::migration::Step;
use crate::parse::MaskedKind;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("opaque-dynamic-sql", include_str!("../../rules/opaque-dynamic-sql.md"), check);

const ROUTINES: [&str; 3] = ["FUNCTION", "PROCEDURE", "ROUTINE"];

const CONSEQUENCE: &str = "its locks, rewrites and losses are not checked";

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for included in up.masked.iter().filter(|part| part.kind == MaskedKind::Include) {
        pass.report(included.span, format!("what this line includes is not seen here: {CONSEQUENCE}"))
            .help("lint the included file too, or put its statements here");
    }
    let mut told: Vec<Name> = Vec::new();
    for step in &up.steps {
        match &step.statement.kind {
            Statement::Do(block) if !block.dynamic.is_empty() => {
                let matters = |span: &&Span| !is_harmless(up.source.slice(**span));
                let unseen: Vec<Span> = block.dynamic.iter().filter(matters).copied().collect();
                if let Some(first) = unseen.first() {
                    report(pass, *first, unseen.len());
                }
            }
            Statement::Do(block) if block.language != "plpgsql" => {
                let language = &block.language;
                pass.report(step.span(), format!("code in {language} cannot be read here: {CONSEQUENCE}"))
                    .help("write the statements as plain SQL, or as a DO block in PL/pgSQL");
            }
            Statement::Call(call) => called(pass, step, call, &mut told),
            Statement::Select(query) => {
                let mut calls = Vec::new();
                query.walk_expressions(&mut |expr| {
                    if let crate::ast::Expr::Call(call) = expr {
                        calls.push(call);
                    }
                });
                if let Some(call) = calls.into_iter().find(|call| runs_text(step, call).is_some()) {
                    called(pass, step, call, &mut told);
                }
            }
            _ => {}
        }
    }
}

/// Whether the constant beginning of a text shows a statement that locks no table, rewrites nothing and takes nothing away:
/// GRANT, COMMENT, REVOKE of rights on functions, ALTER FUNCTION, and a setting of a role or a database. A semicolon may part it from another statement.
fn is_harmless(text: &str) -> bool {
    let text = text.trim_start();
    let text = match text.get(..6) {
        Some(word) if word.eq_ignore_ascii_case("format") => {
            text[6..].trim_start().strip_prefix('(').unwrap_or_default().trim_start()
        }
        _ => text,
    };
    let Some(inside) = text.strip_prefix('\'') else { return false };
    let (constant, rest) = inside.split_once('\'').unwrap_or((inside, ""));
    let constant = constant.trim_end();
    let constant = constant.strip_suffix(';').unwrap_or(constant);
    let words: Vec<String> = constant.split_whitespace().map(str::to_ascii_uppercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let on_function = || {
        let kind = words.iter().skip_while(|word| **word != "ON").skip(1).find(|word| **word != "ALL");
        kind.is_some_and(|kind| ROUTINES.iter().any(|routine| kind.trim_end_matches('S') == *routine))
    };
    !constant.contains(';')
        && !rest.contains(';')
        && match words.as_slice() {
            ["GRANT", _, ..] | ["COMMENT", "ON", ..] => true,
            ["REVOKE", ..] => on_function(),
            // ALTER DATABASE … SET TABLESPACE moves every file.
            ["ALTER", "DATABASE", "%I", "SET", "TABLESPACE", ..] => false,
            ["ALTER", "ROLE" | "USER" | "DATABASE", "%I", "SET", setting @ ..] => {
                !setting.is_empty() && !setting.iter().any(|word| word.contains('%'))
            }
            ["ALTER", kind, ..] => ROUTINES.contains(kind),
            _ => false,
        }
}

fn report(pass: &mut Pass, span: Span, places: usize) {
    let also = match places {
        1 => String::new(),
        places => format!(" ({places} places in this block)"),
    };
    pass.report(span, format!("the statement is made up as it runs{also}: {CONSEQUENCE}"))
        .help("write the statements out where their names are known; a generated file is as good as a loop");
}

/// A call of a procedure that is not known, or of a function that makes up statements.
fn called(pass: &mut Pass, step: &Step, call: &FunctionCall, told: &mut Vec<Name>) {
    // One word on a function is enough for a file that calls it for every table.
    if told.contains(&call.name) {
        return;
    }
    told.push(call.name.clone());
    let name = call.name_at(step.span());
    let routines = step.before.routines(&name);
    if routines.is_empty() {
        let system = call.schema.as_deref() == Some("pg_catalog");
        if !system && matches!(step.statement.kind, Statement::Call(_)) {
            pass.report(
                step.span(),
                format!("what the procedure `{name}` does is not seen here: {CONSEQUENCE}"),
            );
        }
        return;
    }
    let Some(routine) = runs_text(step, call) else { return };
    let made_here = routine.defined_at.is_some_and(|place| pass.up().is_some_and(|up| up.id == place.script));
    if !made_here && was_called_before(pass, call) {
        return;
    }
    let label = pass.label_created(routine.origin, format!("`{name}` makes up statements and runs them"));
    pass.report(step.span(), format!("`{name}` makes up its statements as it runs: {CONSEQUENCE}"))
        .label(label);
}

/// The function that is called, if it runs text that is no literal.
fn runs_text<'a>(step: &'a Step, call: &FunctionCall) -> Option<&'a Routine> {
    let routines = step.before.routines(&call.name_at(step.span()));
    routines.into_iter().find(|routine| {
        let definition = routine.definition.as_ref();
        definition.is_some_and(|definition| definition.statements.are_dynamic())
    })
}

/// Whether an earlier migration calls the function too: what it does then is known to whoever calls it again.
fn was_called_before(pass: &Pass, call: &FunctionCall) -> bool {
    let earlier = pass.history.migrations.get(..pass.index).unwrap_or_default();
    let mut steps = earlier.iter().filter_map(|migration| migration.up.as_ref()).flat_map(|up| &up.steps);
    steps.any(|step| match &step.statement.kind {
        Statement::Call(other) => other.name == call.name && other.schema == call.schema,
        Statement::Select(query) => {
            let mut same = false;
            query.walk_expressions(&mut |expr| {
                if let crate::ast::Expr::Call(other) = expr {
                    same |= other.name == call.name && other.schema == call.schema;
                }
            });
            same
        }
        _ => false,
    })
}
