//! Verification queries that look at some of the tables that the plan drops or makes, and not at the others.

use super::{PlanCheck, PlannedStatement, Reading, word_at};
use crate::ast::{Expr, Name, ObjectKind, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("unverified-object", include_str!("../../rules/runbook/unverified-object.md"), check);

/// What a plan does to tables, and where it first does so.
struct Done<'a> {
    verb: &'static str,
    tables: Vec<&'a Name>,
    first: Option<Span>,
}

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for done in [dropped(&plan.statements), made(&plan.statements)] {
        if done.tables.len() < 3 {
            continue;
        }
        for planned in &plan.statements {
            let named = names_listed(planned);
            let seen = done.tables.iter().filter(|table| named.contains(&table.as_str())).count();
            if seen >= 2 && seen < done.tables.len() {
                report(reading, planned, &done, &named);
            }
        }
    }
}

fn report(reading: &mut Reading, planned: &PlannedStatement, done: &Done, named: &[&str]) {
    let plan = reading.plan;
    let missing: Vec<&str> =
        done.tables.iter().map(|table| table.as_str()).filter(|table| !named.contains(table)).collect();
    let shown = missing.iter().map(|table| format!("`{table}`")).collect::<Vec<_>>().join(", ");
    let span = planned.statement.span;
    let text = plan.text(span);
    let at =
        named.iter().filter_map(|name| word_at(text, name)).min().unwrap_or_default() + span.start as usize;
    let all = done.tables.len();
    let finding = reading.report(
        Span::new(at, span.end as usize),
        format!(
            "looks at {} of the {all} tables that the plan {}: not at {shown}",
            all - missing.len(),
            done.verb
        ),
    );
    finding.help(
        "add them to the list, or ask for all tables of the schema and compare with what should be there",
    );
    if let Some(first) = done.first {
        finding.label_here(first, format!("{} the first of them", done.verb));
    }
}

fn dropped(statements: &[PlannedStatement]) -> Done<'_> {
    let mut done = Done { verb: "drops", tables: Vec::new(), first: None };
    for planned in statements {
        if let Statement::Drop(drop) = &planned.statement.kind
            && drop.kind == ObjectKind::Table
        {
            done.add(drop.objects.iter().map(|object| &object.name.name), planned);
        }
    }
    done
}

fn made(statements: &[PlannedStatement]) -> Done<'_> {
    let mut done = Done { verb: "makes", tables: Vec::new(), first: None };
    for planned in statements {
        if let Statement::CreateTable(create) = &planned.statement.kind {
            done.add(std::iter::once(&create.name.name), planned);
        }
    }
    done
}

impl<'a> Done<'a> {
    fn add(&mut self, tables: impl Iterator<Item = &'a Name>, planned: &PlannedStatement) {
        for table in tables {
            if !self.tables.contains(&table) {
                self.tables.push(table);
            }
        }
        self.first = self.first.or(Some(planned.statement.span));
    }
}

/// The names in the lists of a query: `tablename IN ('a', 'b')`.
fn names_listed(planned: &PlannedStatement) -> Vec<&str> {
    let Statement::Select(query) = &planned.statement.kind else { return Vec::new() };
    let mut names = Vec::new();
    query.walk_expressions(&mut |expr| {
        if let Expr::Any { left, items, .. } = expr
            && ["tablename", "relname", "table_name"].iter().any(|column| left.mentions_column(column))
        {
            items.iter().for_each(|item| {
                item.walk(&mut |item| {
                    if let Expr::String(name) = item {
                        names.push(name.as_str());
                    }
                })
            });
        }
    });
    names
}
