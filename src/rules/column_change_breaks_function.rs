//! A function that returns every column of a table, and says how many these are: another column breaks it.

use crate::ast::{AlterActionKind, CreateFunction, Expr, ParameterMode, Query, Statement};
use crate::catalog::{Catalog, Place, Relation, RelationId, Routine};
use crate::rule::{Pass, Rule, handles_errors, makes, says};

pub(super) static RULE: Rule = Rule::new(
    "column-change-breaks-function",
    include_str!("../../rules/column-change-breaks-function.md"),
    check,
);

/// What a function says that it returns, and what it does; or how many columns a table has that it stores rows in.
#[derive(PartialEq)]
struct Mismatch {
    declared: usize,
    returned: usize,
    stored_in: Option<String>,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut reported: Vec<(RelationId, String)> = Vec::new();
    let mut starred: Option<Vec<(&Routine, &str)>> = None;
    for altering in pass.altering() {
        let (AlterActionKind::AddColumn { .. } | AlterActionKind::DropColumn { .. }) = altering.action.kind
        else {
            continue;
        };
        let step = altering.step;
        let Some(table) = up.after.relation(altering.table.id) else { continue };
        let starred =
            starred.get_or_insert_with(|| up.after.all_routines().filter_map(starred_body).collect());
        let saying = starred.iter().filter(|(_, body)| says(body, &table.name.name));
        for (routine, _) in saying {
            let Some(mismatch) = mismatch(pass, &up.after, routine, table.id) else { continue };
            let name = routine.name.to_string();
            if reported.iter().any(|(of, known)| *of == table.id && *known == name) {
                continue;
            }
            let at = |catalog: &Catalog| {
                let mut same = catalog.all_routines().filter(|other| other.name == routine.name);
                same.any(|other| self::mismatch(pass, catalog, other, table.id).is_some())
            };
            if at(&step.before) || !at(&pass.history.end) {
                continue;
            }
            reported.push((table.id, name.clone()));
            let label = made_at(routine).and_then(|place| pass.label_at(place, "it is made here"));
            let label = label.map(|mut label| {
                label.span = crate::rule::first_line(&label.source, label.span);
                label
            });
            let (message, help) = match &mismatch.stored_in {
                Some(target) => (
                    format!(
                        "every call of `{name}` fails from here on: it stores all columns of `{}`, {} now, in `{target}`, which has {}",
                        table.name, mismatch.returned, mismatch.declared
                    ),
                    "let the function name the columns that it stores, in the same transaction or before",
                ),
                None => (
                    format!(
                        "every call of `{name}` fails from here on: it returns all columns of `{}`, {} now, and says that there are {}",
                        table.name, mismatch.returned, mismatch.declared
                    ),
                    "let the function name the columns that it returns, in the same transaction or before",
                ),
            };
            pass.report(altering.action.span, message).on(step, table.id).label(label).help(help);
        }
    }
}

/// The body of a function, where all columns of something may be named in it.
fn starred_body(routine: &Routine) -> Option<(&Routine, &str)> {
    let definition = routine.definition.as_deref().filter(|definition| !definition.sql_body)?;
    let (body, _) = definition.body.as_ref()?;
    body.contains('*').then_some((routine, body.as_str()))
}

/// Whether a function returns `SELECT *` of a table with another number of columns than it declares.
fn mismatch(pass: &Pass, catalog: &Catalog, routine: &Routine, table: RelationId) -> Option<Mismatch> {
    let definition = routine.definition.as_deref()?;
    starred_body(routine)?;
    let out = |mode| matches!(mode, ParameterMode::Out | ParameterMode::InOut | ParameterMode::Table);
    let declared = routine.parameters.iter().filter(|parameter| out(parameter.mode)).count();
    let settled = routine.settings.iter().any(|setting| setting == "search_path");
    if settled {
        return None;
    }
    // Of triggers another rule speaks.
    if !routine.is_for_triggers()
        && let Some(stored) = stored(catalog, definition, table)
    {
        return Some(stored);
    }
    if declared == 0 {
        return None;
    }
    let selects = |at: usize| match &definition.statements[at].statement.kind {
        Statement::Select(query) => Some(&**query),
        _ => None,
    };
    let last = definition.statements.len().checked_sub(1)?;
    let returned: Vec<&Query> = match routine.language.as_str() {
        "sql" => selects(last).into_iter().collect(),
        "plpgsql" => {
            let source = &pass.script(made_at(routine)?.script)?.source;
            let follows = |at: &usize| {
                let start = definition.statements[*at].statement.span.start as usize;
                let before = source.text().get(..start).unwrap_or_default().trim_end();
                let words = before.len().checked_sub("return query".len()).and_then(|at| before.get(at..));
                words.is_some_and(|words| words.eq_ignore_ascii_case("return query"))
            };
            (0..=last).filter(follows).filter_map(selects).collect()
        }
        _ => return None,
    };
    returned.into_iter().find_map(|query| {
        let returned = columns(catalog, query, table)?;
        (returned != declared).then_some(Mismatch { declared, returned, stored_in: None })
    })
}

/// `INSERT INTO archive SELECT * FROM t`, with more columns than the archive has, where every call comes to it and no
/// handler catches what it says.
fn stored(catalog: &Catalog, definition: &CreateFunction, table: RelationId) -> Option<Mismatch> {
    let found = definition.statements.iter().filter(|inner| !inner.conditional).find_map(|inner| {
        let Statement::Insert(insert) = &inner.statement.kind else { return None };
        let query = insert.source.as_ref().filter(|_| insert.columns.is_empty())?;
        let target = catalog.resolve(&insert.table).filter(|target| target.columns_known)?;
        let (returned, declared) = (columns(catalog, query, table)?, target.columns.len());
        if returned <= declared || makes(definition, &insert.table.name) {
            return None;
        }
        Some(Mismatch { declared, returned, stored_in: Some(target.name.to_string()) })
    });
    let body = definition.body.as_ref().map_or("", |(body, _)| body.as_str());
    found.filter(|_| !handles_errors(body))
}

/// Where its body was written.
fn made_at(routine: &Routine) -> Option<Place> {
    routine.defined_at.or(routine.origin.created())
}

/// How many columns a query has that selects all of a table.
fn columns(catalog: &Catalog, query: &Query, table: RelationId) -> Option<usize> {
    let (mut count, mut starred) = (0, false);
    for output in &query.outputs {
        let Expr::Star(of) = &output.expr else {
            count += 1;
            continue;
        };
        let alias = of.as_ref()?;
        let aliased = query.aliases.iter().find(|(known, _)| known == alias).map(|(_, name)| name);
        let named = aliased.or_else(|| query.relations.iter().find(|name| name.name == *alias))?;
        let relation: &Relation = catalog.resolve(named).filter(|relation| relation.columns_known)?;
        starred |= relation.id == table;
        count += relation.columns.len();
    }
    starred.then_some(count)
}
