//! The rows that an UPDATE of all rows changes, where what it sets says which: `SET a = coalesce(a, 0)` is for those
//! without a value.

use std::fmt::Display;

use crate::ast::{Expr, Ident, Name, Update, quoted};
use crate::catalog::{Catalog, Relation};
use crate::rule::{batch, in_batches, literal, touches_every_row};

const LONGEST: usize = 160;

/// An UPDATE of all rows as batches of those that it changes, and none where others may be among them.
pub fn in_batches_of_changed(catalog: &Catalog, relation: &Relation, update: &Update) -> Option<String> {
    if !update.source.relations.is_empty() || !touches_every_row(update.where_clause.as_ref()) {
        return None;
    }
    let mut changed = Vec::new();
    for (column, value) in &update.assignments {
        let own = Own { column, is_jsonb: is_jsonb(relation, column) };
        let tests = own.tests(value).filter(|tests| !tests.is_empty())?;
        changed.extend(tests);
    }
    let shown: Vec<&str> = changed.iter().map(|test| test.shown.as_str()).collect();
    let pending = match changed.len() {
        1 => shown.concat(),
        _ => format!("({})", shown.join(" OR ")),
    };
    // A condition that nobody can take in at a glance is of no help.
    if pending.len() > LONGEST {
        return None;
    }
    let table = named(update);
    // A key that is taken away is not there any more.
    if changed.iter().all(|test| test.ends) && shown_short(update) {
        let set = update
            .assignments
            .iter()
            .map(|(column, value)| format!("{column} = {}", crate::catalog::expression(value)));
        return Some(batch(table, relation, &set.collect::<Vec<_>>().join(", "), &pending));
    }
    let condition = match changed.as_slice() {
        [Test { expr: Some(expr), .. }] => expr.clone(),
        _ => Expr::Boolean(true),
    };
    in_batches(catalog, (table, relation), &update.assignments, (&condition, &pending))
}

/// What is true of a row that a value changes.
struct Test {
    shown: String,
    /// It is no longer true once the row is changed.
    ends: bool,
    expr: Option<Expr>,
}

/// A column that is set to something made of itself.
struct Own<'a> {
    column: &'a Ident,
    is_jsonb: bool,
}

impl Own<'_> {
    /// The row stays as it is unless one of these holds. `None` where it cannot be told.
    fn tests(&self, value: &Expr) -> Option<Vec<Test>> {
        match value {
            Expr::Column(_) if self.is_it(value) => Some(Vec::new()),
            Expr::Coalesce(parts) if parts.first().is_some_and(|first| self.is_it(first)) => {
                let expr = Expr::IsNull { expr: Box::new(parts.first()?.clone()), negated: false };
                let shown = format!("{} IS NULL", self.column);
                Some(vec![Test { shown, ends: false, expr: Some(expr) }])
            }
            Expr::Call(call) if call.schema.is_none() => {
                let [of, Expr::String(sought), rest @ ..] = call.arguments.as_slice() else { return None };
                let mut tests = self.tests(of)?;
                let shown = self.found_in_text(&call.name, sought, rest)?;
                tests.push(Test { shown, ends: false, expr: None });
                Some(tests)
            }
            Expr::Operator { name, left: Some(left), right } if name == "-" && self.is_jsonb => {
                let mut tests = self.tests(left)?;
                let Expr::String(key) = without_text_cast(right) else { return None };
                tests.push(Test {
                    shown: format!("{} ? {}", self.column, literal(key)),
                    ends: true,
                    expr: None,
                });
                Some(tests)
            }
            _ => None,
        }
    }

    fn is_it(&self, value: &Expr) -> bool {
        matches!(value, Expr::Column(parts) if parts.last() == Some(&self.column.name))
    }

    fn found_in_text(&self, function: &str, sought: &str, rest: &[Expr]) -> Option<String> {
        let (column, text) = (self.column, literal(sought));
        match (function, rest) {
            ("replace", [_]) if !sought.is_empty() => Some(format!("strpos({column}, {text}) > 0")),
            ("regexp_replace", [Expr::String(_)]) => Some(format!("{column} ~ {text}")),
            ("regexp_replace", [Expr::String(_), Expr::String(flags)]) => match flags.as_str() {
                "" | "g" => Some(format!("{column} ~ {text}")),
                "i" | "gi" | "ig" => Some(format!("{column} ~* {text}")),
                _ => None,
            },
            _ => None,
        }
    }
}

fn is_jsonb(relation: &Relation, column: &Ident) -> bool {
    let known = relation.column(&column.name).and_then(|column| column.data_type.as_ref());
    known.is_some_and(|known| known.name == "jsonb" && known.array == 0 && known.schema.is_none())
}

fn without_text_cast(value: &Expr) -> &Expr {
    match value {
        Expr::Cast { expr, to } if to.name == "text" && to.array == 0 => expr,
        other => other,
    }
}

/// The table, with the name that the values give it.
fn named(update: &Update) -> impl Display + use<> {
    let alias: Option<&Name> = update.alias.as_ref();
    match alias {
        Some(alias) => format!("{} AS {}", update.table, quoted(alias)),
        None => update.table.to_string(),
    }
}

fn shown_short(update: &Update) -> bool {
    let values = update.assignments.iter().map(|(_, value)| crate::catalog::expression(value));
    let values: Vec<String> = values.collect();
    values.iter().all(|value| !value.contains('\n')) && values.concat().len() <= 100
}
