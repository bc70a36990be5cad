//! Statements that change rows: which of them, and under which locks of their transaction.

use crate::ast::{Expr, ExprAt, Ident, Name, Statement};
use crate::catalog::{Relation, Trigger};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Pass, list};

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

/// What else happens for every row that a statement changes, as notes: triggers that run, large values written anew.
pub fn row_notes(step: &Step, table: &Relation) -> Vec<String> {
    let (set, deletes): (Vec<&Ident>, bool) = match &step.statement.kind {
        Statement::Update(update) => (update.assignments.iter().map(|(column, _)| column).collect(), false),
        Statement::Delete(_) => (Vec::new(), true),
        _ => return Vec::new(),
    };
    let fires = |trigger: &&std::sync::Arc<Trigger>| {
        let listed =
            trigger.columns.is_empty() || set.iter().any(|column| trigger.columns.contains(&column.name));
        let event = if deletes { trigger.events.delete } else { trigger.events.update && listed };
        trigger.enabled && trigger.row && event
    };
    let triggers: Vec<&Name> = table.triggers.iter().filter(fires).map(|trigger| &trigger.name).collect();
    let large = set.iter().filter(|column| {
        let data_type = table.column(&column.name).and_then(|column| column.data_type.as_ref());
        data_type
            .is_some_and(|data_type| matches!(data_type.name.as_str(), "json" | "jsonb" | "bytea" | "xml"))
    });
    let large: Vec<&Ident> = large.copied().collect();
    let mut notes = Vec::new();
    if !triggers.is_empty() {
        let (trigger, runs) = if triggers.len() == 1 { ("trigger", "runs") } else { ("triggers", "run") };
        notes.push(format!("the {trigger} {} {runs} for every one of them", list(triggers)));
    }
    if !large.is_empty() {
        notes.push(format!(
            "values of {} that are too long for their row are stored a second time, until vacuum has removed the old ones",
            list(large.iter().map(|column| &column.name))
        ));
    }
    notes
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
