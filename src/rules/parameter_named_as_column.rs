//! A parameter of a function that has the name of a column which its body asks for: PL/pgSQL refuses the name as ambiguous,
//! and SQL takes the column.

use crate::ast::{
    Arbiter, CreateFunction, Expr, Insert, Name, ObjectName, Parameter, ParameterMode, Query, Statement,
    quoted,
};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("parameter-named-as-column", include_str!("../../rules/parameter-named-as-column.md"), check);

/// Where a name means two things.
struct Clash<'a> {
    parameter: &'a Parameter,
    name: &'a Name,
    table: &'a Relation,
    /// What the statement calls the table, where the column can be written behind it.
    called: Option<String>,
    conditional: bool,
    span: Span,
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in &up.steps {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        let named = create.parameters.iter().any(|parameter| parameter.name.is_some());
        if !named || step.conditional || !is_last_word(pass, step, create) {
            continue;
        }
        // What the function uses may be made after it.
        let catalog = &pass.history.end;
        match create.language.as_str() {
            "plpgsql" if !chooses(create) => {
                if let Some(clash) = ambiguous(catalog, create) {
                    report_ambiguous(pass, step, create, &clash);
                }
            }
            "sql" => {
                if let Some(clash) = compared_with_itself(catalog, create) {
                    report_itself(pass, step, create, &clash);
                }
            }
            _ => {}
        }
    }
}

/// Whether no later statement gives the function another body.
fn is_last_word(pass: &Pass, step: &Step, create: &CreateFunction) -> bool {
    let name = step.before.qualify(&create.name);
    let full = ObjectName::new(Some(&name.schema), &name.name, create.name.span);
    let here = pass.up().map(|up| up.id);
    pass.history.end.routines(&full).iter().any(|routine| {
        routine.defined_at.is_some_and(|at| Some(at.script) == here && at.span.start == step.span().start)
    })
}

/// Whether the function says what such names mean.
fn chooses(create: &CreateFunction) -> bool {
    create.settings.iter().any(|setting| setting == "plpgsql.variable_conflict")
        || create.body.as_ref().is_none_or(|(body, _)| body.contains("#variable_conflict"))
}

fn parameter<'a>(create: &'a CreateFunction, name: &str) -> Option<&'a Parameter> {
    create.parameters.iter().find(|parameter| parameter.name.as_ref().is_some_and(|known| known == name))
}

/// The first name in a statement of the body that is a parameter and a column of a table that the statement is about.
fn ambiguous<'a>(catalog: &'a Catalog, create: &'a CreateFunction) -> Option<Clash<'a>> {
    // What EXECUTE runs sees no variables.
    create.statements.iter().filter(|inside| !inside.executed).find_map(|inside| {
        let statement = &inside.statement.kind;
        let called = what_it_is_called(statement);
        let (name, table) = match statement {
            Statement::Update(update) if update.source.relations.is_empty() => {
                let values = update.assignments.iter().map(|(_, value)| value);
                let condition = update.where_clause.iter().map(|condition| &condition.expr);
                in_expressions(create, known(catalog, create, &update.table)?, values.chain(condition))
            }
            Statement::Delete(delete) if delete.source.relations.is_empty() => {
                let condition = delete.where_clause.iter().map(|condition| &condition.expr);
                in_expressions(create, known(catalog, create, &delete.table)?, condition)
            }
            Statement::Insert(insert) => in_conflict(catalog, create, insert),
            Statement::Select(query) => in_query(catalog, create, query),
            _ => None,
        }?;
        let parameter = parameter(create, name)?;
        let (conditional, span) = (inside.conditional, inside.statement.span);
        Some(Clash { parameter, name, table, called, conditional, span })
    })
}

/// The alias of the one table, or its name. The columns of ON CONFLICT stand alone.
fn what_it_is_called(statement: &Statement) -> Option<String> {
    let (table, alias) = match statement {
        Statement::Update(update) => (&update.table, update.alias.as_ref()),
        Statement::Delete(delete) => (&delete.table, delete.alias.as_ref()),
        Statement::Select(query) => (query.relations.first()?, query.aliases.first().map(|(alias, _)| alias)),
        _ => return None,
    };
    Some(quoted(alias.unwrap_or(&table.name)).into_owned())
}

/// The table that a name means in a body, unless the body makes one of that name.
fn known<'a>(catalog: &'a Catalog, create: &CreateFunction, name: &ObjectName) -> Option<&'a Relation> {
    let makes = |statement: &Statement| match statement {
        Statement::CreateTable(made) => made.name.name == name.name,
        Statement::CreateTableAs(made) => made.name.name == name.name,
        _ => false,
    };
    let made = create.statements.iter().any(|inside| makes(&inside.statement.kind));
    catalog.resolve(name).filter(|table| table.columns_known && !made)
}

fn in_expressions<'a>(
    create: &CreateFunction,
    table: &'a Relation,
    mut expressions: impl Iterator<Item = &'a Expr>,
) -> Option<(&'a Name, &'a Relation)> {
    expressions.find_map(|expr| {
        let mut found = None;
        expr.walk(&mut |part| {
            if let Expr::Column(parts) = part
                && let [name] = parts.as_slice()
                && parameter(create, name).is_some()
                && table.column(name).is_some()
            {
                found = found.or(Some((name, table)));
            }
        });
        found
    })
}

fn in_conflict<'a>(
    catalog: &'a Catalog,
    create: &CreateFunction,
    insert: &'a Insert,
) -> Option<(&'a Name, &'a Relation)> {
    let Some(Arbiter::Columns(columns)) = &insert.arbiter else { return None };
    let table = known(catalog, create, &insert.table)?;
    let name =
        columns.iter().find(|name| parameter(create, name).is_some() && table.column(name).is_some())?;
    Some((name, table))
}

/// A query of one table. A FROM with something else may hide the column.
fn in_query<'a>(
    catalog: &'a Catalog,
    create: &CreateFunction,
    query: &'a Query,
) -> Option<(&'a Name, &'a Relation)> {
    let [table] = query.relations.as_slice() else { return None };
    let plain = !query.constant
        && !query.composed
        && query.changes.is_empty()
        && query.expressions.iter().all(is_plain);
    if !plain {
        return None;
    }
    let parts = query.outputs.iter().map(|output| &output.expr).chain(&query.where_clause);
    in_expressions(create, known(catalog, create, table)?, parts)
}

/// Whether something that a query is ordered or grouped by, and not a query of its own.
fn is_plain(expr: &Expr) -> bool {
    let mut plain = true;
    expr.walk(&mut |part| plain &= !matches!(part, Expr::Subquery(_) | Expr::Star(_)));
    plain
}

/// `DELETE FROM roles WHERE user_id = user_id`, in SQL.
fn compared_with_itself<'a>(catalog: &'a Catalog, create: &'a CreateFunction) -> Option<Clash<'a>> {
    create.statements.iter().find_map(|inside| {
        let (table, condition) = match &inside.statement.kind {
            Statement::Update(update) if update.source.relations.is_empty() => {
                (&update.table, update.where_clause.as_ref().map(|condition| &condition.expr))
            }
            Statement::Delete(delete) if delete.source.relations.is_empty() => {
                (&delete.table, delete.where_clause.as_ref().map(|condition| &condition.expr))
            }
            Statement::Select(query) if query.relations.len() == 1 && !query.constant && !query.composed => {
                (query.relations.first()?, query.where_clause.as_ref())
            }
            _ => return None,
        };
        let table = known(catalog, create, table)?;
        let name = itself(condition?)?;
        table.column(name)?;
        let parameter = parameter(create, name).filter(|known| known.mode != ParameterMode::Table)?;
        Some(Clash { parameter, name, table, called: None, conditional: false, span: inside.statement.span })
    })
}

fn itself(condition: &Expr) -> Option<&Name> {
    match condition {
        Expr::And(parts) => parts.iter().find_map(itself),
        Expr::Operator { name, left: Some(left), right } if name == "=" => match (&**left, &**right) {
            (Expr::Column(one), Expr::Column(other)) if one.len() == 1 && one == other => one.first(),
            _ => None,
        },
        _ => None,
    }
}

fn words(mode: ParameterMode) -> &'static str {
    match mode {
        ParameterMode::Table => "a column of RETURNS TABLE",
        ParameterMode::Out => "an OUT parameter",
        _ => "a parameter",
    }
}

fn report_ambiguous(pass: &mut Pass, step: &Step, create: &CreateFunction, clash: &Clash) {
    let Clash { parameter, name, table, called, conditional, span } = clash;
    let name = quoted(name);
    let calls = if *conditional { "a call of" } else { "every call of" };
    let there = if *conditional { " that gets here" } else { "" };
    let message = format!(
        "{calls} `{}`{there} fails: column reference \"{name}\" is ambiguous, it is {} and a column of `{}`",
        create.name,
        words(parameter.mode),
        table.name
    );
    let place = create.body.as_ref().map(|(_, body)| *body).filter(|body| {
        body.range().contains(&(span.start as usize)) && step.span().range().contains(&(span.start as usize))
    });
    let at = if place.is_some() { *span } else { create.name.span };
    let is_result = matches!(parameter.mode, ParameterMode::Table | ParameterMode::Out);
    let otherwise = "begin the body with #variable_conflict use_column";
    let of_the_function = format!("{}.{name}", quoted(&create.name.name));
    let help = match called {
        Some(called) if is_result => format!("write the table before it, `{called}.{name}`, or {otherwise}"),
        // To let the column win would make a condition of it and of itself.
        Some(called) => {
            format!("write `{called}.{name}` for the column, and `{of_the_function}` for the parameter")
        }
        None if is_result => otherwise.to_owned(),
        None => format!("write `{of_the_function}` for the parameter, and {otherwise}"),
    };
    pass.report(at, message).on(step, table.id).help(help);
}

fn report_itself(pass: &mut Pass, step: &Step, create: &CreateFunction, clash: &Clash) {
    let Clash { name, table, .. } = clash;
    let name = quoted(name);
    let message = format!(
        "`{}` reaches every row of `{}`: in `{name} = {name}` both are the column, not the parameter",
        create.name, table.name
    );
    pass.report(create.name.span, message)
        .on(step, table.id)
        .help(format!("write the function before the parameter: {name} = {}.{name}", create.name.name));
}
