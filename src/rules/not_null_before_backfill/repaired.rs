//! A CHECK that is added, or validated, above the UPDATE or DELETE that deals with the rows that break it.

use crate::ast::{AlterActionKind, ConstraintKind, Expr, Name, ObjectName, Statement};
use crate::catalog::{ConstraintDef, Relation};
use crate::migration::Step;
use crate::rule::Pass;
use crate::source::Span;

/// A check whose rows are read by a statement.
struct Checked<'a> {
    table: &'a Relation,
    condition: &'a Expr,
    span: Span,
}

/// What changes or deletes rows of a table, and which ones.
struct Repair<'a> {
    word: &'static str,
    table: &'a ObjectName,
    alias: Option<&'a Name>,
    condition: &'a Expr,
    /// The columns that get another value; `None` for DELETE.
    sets: Option<Vec<&'a Name>>,
}

pub(super) fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate().filter(|(_, step)| !step.conditional) {
        for checked in checks(pass, step) {
            let earlier = &pass.steps()[..index];
            if earlier.iter().any(|earlier| may_have_repaired(earlier, &checked)) {
                continue;
            }
            let later = pass.steps()[index + 1..].iter().filter(|later| !later.conditional);
            let found = later.filter_map(|later| Some((later, Repair::of(later)?)));
            let mut found = found.filter(|(later, repair)| repair.is_of(later, &checked));
            if let Some((later, repair)) = found.next() {
                report(pass, step, &checked, (later, repair.word));
            }
        }
    }
}

fn report(pass: &mut Pass, step: &Step, checked: &Checked, (later, word): (&Step, &str)) {
    let message =
        format!("fails on every row of `{}` that the {word} below is there to deal with", checked.table.name);
    pass.report(checked.span, message)
        .on(step, checked.table.id)
        .label_here(later.span(), "it comes too late")
        .help(format!(
            "put the {word} above it; or add the constraint NOT VALID here and validate it after the {word}"
        ));
}

/// The checks of a table in use that a statement holds against the rows.
fn checks<'a>(pass: &Pass<'a>, step: &'a Step) -> Vec<Checked<'a>> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return Vec::new() };
    let Some(table) = pass.in_use(&step.before, &alter.name) else { return Vec::new() };
    let checks = alter.actions.iter().filter_map(|action| {
        let condition = match &action.kind {
            AlterActionKind::AddConstraint { constraint }
                if !constraint.not_valid && !constraint.not_enforced =>
            {
                let ConstraintKind::Check(condition) = &constraint.kind else { return None };
                &condition.expr
            }
            AlterActionKind::ValidateConstraint { constraint } => {
                let known = table.constraint(&constraint.name).filter(|known| !known.validated)?;
                let ConstraintDef::Check { expr, .. } = &known.kind else { return None };
                expr
            }
            _ => return None,
        };
        Some(Checked { table, condition, span: action.span })
    });
    // A column without values breaks no check, whatever an UPDATE below looks for.
    let is_new = |name: &Name| table.column(name).is_some_and(|column| pass.is_new(column.origin));
    checks.filter(|checked| !columns(checked.condition).into_iter().any(is_new)).collect()
}

/// Whether a statement above has changed rows of the table, or does what cannot be seen.
fn may_have_repaired(step: &Step, checked: &Checked) -> bool {
    let is_table = |name: &ObjectName| step.before.resolve_id(name) == Some(checked.table.id);
    match &step.statement.kind {
        Statement::Update(update) => is_table(&update.table),
        Statement::Delete(delete) => is_table(&delete.table),
        Statement::Truncate(truncate) => truncate.tables.iter().any(is_table),
        Statement::Do(_) | Statement::Call(_) | Statement::Merge(_) => true,
        Statement::Select(query) => !query.changes.is_empty() || super::calls_own_function(step, query),
        Statement::Insert(insert) => insert.on_conflict.is_some() && is_table(&insert.table),
        _ => false,
    }
}

impl<'a> Repair<'a> {
    fn of(step: &'a Step) -> Option<Self> {
        match &step.statement.kind {
            Statement::Update(update) => Some(Self {
                word: "UPDATE",
                table: &update.table,
                alias: update.alias.as_ref(),
                condition: &update.where_clause.as_ref()?.expr,
                sets: Some(update.assignments.iter().map(|(column, _)| &column.name).collect()),
            }),
            Statement::Delete(delete) => Some(Self {
                word: "DELETE",
                table: &delete.table,
                alias: delete.alias.as_ref(),
                condition: &delete.where_clause.as_ref()?.expr,
                sets: None,
            }),
            _ => None,
        }
    }

    /// Whether its condition picks rows that break the check by a column that it changes.
    fn is_of(&self, step: &Step, checked: &Checked) -> bool {
        let changes = |part: &Expr| match &self.sets {
            Some(sets) => columns(part).iter().any(|column| sets.contains(column)),
            None => true,
        };
        let parts = match checked.condition {
            Expr::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        step.before.resolve_id(self.table) == Some(checked.table.id)
            && self.names_only_its_table()
            && parts.iter().any(|part| changes(part) && picks_breaking(self.condition, part))
    }

    /// Columns of other tables that the statement joins may have the same names.
    fn names_only_its_table(&self) -> bool {
        let own = self.alias.unwrap_or(&self.table.name);
        let mut only = true;
        self.condition.walk(&mut |expr| {
            if let Expr::Column(parts) = expr {
                only &= parts.len() < 2 || parts.get(parts.len() - 2) == Some(own);
            }
            only &= !matches!(expr, Expr::Subquery(_));
        });
        only
    }
}

/// Whether all rows that a part of the condition is true of break a part of a check.
fn picks_breaking(condition: &Expr, check: &Expr) -> bool {
    match condition {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| picks_breaking(part, check)),
        Expr::Not(inner) => is_same(inner, check),
        other => is_outside(other, check) || is_opposite(other, check),
    }
}

/// Whether it asks for values that are not among those that the check allows.
fn is_outside(condition: &Expr, check: &Expr) -> bool {
    let (Some((column, allowed, true)), Some((asked, values, is_in))) = (listed(check), listed(condition))
    else {
        return false;
    };
    let has = |list: &[&Expr], value: &Expr| list.iter().any(|other| is_same(other, value));
    let constant =
        |value: &&&Expr| matches!(bare(value), Expr::String(_) | Expr::Integer(_) | Expr::Boolean(_));
    let known = allowed.iter().all(|value| constant(&value)) && values.iter().all(|value| constant(&value));
    known
        && is_same(column, asked)
        && match is_in {
            true => values.iter().any(|value| !has(&allowed, value)),
            false => allowed.iter().all(|value| has(&values, value)),
        }
}

/// What is compared with a list of values, the values, and whether it has to be among them.
fn listed(expr: &Expr) -> Option<(&Expr, Vec<&Expr>, bool)> {
    match expr {
        Expr::Any { left, operator, items, all } => {
            let is_in = match (operator.as_str(), all) {
                ("=", false) => true,
                ("<>", true) => false,
                _ => return None,
            };
            let values = items.iter().flat_map(|item| match bare(item) {
                Expr::Array(items) => items.iter().collect(),
                one => vec![one],
            });
            Some((left, values.collect(), is_in))
        }
        Expr::Operator { name, left: Some(left), right } => match name.as_str() {
            "=" => Some((left, vec![right], true)),
            "<>" | "!=" => Some((left, vec![right], false)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether one is `a < 0` where the check is `a >= 0`.
fn is_opposite(condition: &Expr, check: &Expr) -> bool {
    let (
        Expr::Operator { name: asked, left: Some(one), right: this },
        Expr::Operator { name: wanted, left: Some(other), right: that },
    ) = (condition, check)
    else {
        return false;
    };
    let opposite: &[&str] = match wanted.as_str() {
        ">" => &["<=", "<", "="],
        ">=" => &["<"],
        "<" => &[">=", ">", "="],
        "<=" => &[">"],
        "<>" | "!=" => &["="],
        _ => &[],
    };
    opposite.contains(&asked.as_str()) && is_same(one, other) && is_same(this, that)
}

/// Whether two expressions are the same but for casts and the table in front of a column.
fn is_same(one: &Expr, other: &Expr) -> bool {
    match (bare(one), bare(other)) {
        (Expr::Column(one), Expr::Column(other)) => one.last() == other.last(),
        (one, other) => one == other,
    }
}

fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Cast { expr, .. } => bare(expr),
        other => other,
    }
}

fn columns(expr: &Expr) -> Vec<&Name> {
    let mut found = Vec::new();
    expr.walk(&mut |part| {
        if let Expr::Column(parts) = part {
            found.extend(parts.last());
        }
    });
    found
}
