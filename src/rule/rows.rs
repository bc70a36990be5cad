//! Statements that change rows: which of them, and under which locks of their transaction.

use crate::ast::{Expr, ExprAt};
use crate::catalog::Relation;
use crate::effects::WorkKind;
use crate::rule::Pass;

impl Pass<'_> {
    /// Whether a WHERE clause leaves no row out: there is none, or it is true for every row.
    pub fn touches_every_row(&self, where_clause: Option<&ExprAt>) -> bool {
        where_clause.is_none_or(|clause| always_true(&clause.expr))
    }

    /// The column to walk a table by in batches: its primary key's first.
    pub fn key_column(&self, table: &Relation) -> String {
        let key = table.primary_key().and_then(|key| key.columns().into_iter().next());
        crate::ast::quoted(key.as_deref().unwrap_or("id")).into_owned()
    }

    /// Whether a step changes many rows of a table that an earlier statement of its transaction has locked against
    /// writers: `ddl-and-backfill-same-transaction` says so, and says it better than a rule about the change alone.
    pub fn backfills_under_lock(&self, index: usize) -> bool {
        let Some(script) = self.up() else { return false };
        let Some(step) = script.steps.get(index) else { return false };
        let changed =
            step.effects.work.iter().filter(|work| matches!(work.kind, WorkKind::Write { bounded: false }));
        changed.filter(|work| !self.is_new_relation(&step.before, work.relation)).any(|work| {
            let earlier = script
                .earlier_in_transaction(index)
                .iter()
                .filter(|earlier| !earlier.conditional || earlier.guarded);
            earlier
                .filter_map(|earlier| earlier.effects.lock_on(work.relation))
                .any(|mode| mode.blocks_writes())
        })
    }
}

fn always_true(expr: &Expr) -> bool {
    match expr {
        Expr::Boolean(value) => *value,
        Expr::Operator { name, left: Some(left), right } => {
            let literal = matches!(**left, Expr::Integer(_) | Expr::String(_) | Expr::Boolean(_));
            literal && name == "=" && left == right
        }
        Expr::And(parts) => parts.iter().all(always_true),
        Expr::Or(parts) => parts.iter().any(always_true),
        _ => false,
    }
}
