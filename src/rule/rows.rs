//! Statements that change rows: which of them, and under which locks of their transaction.

use crate::ast::{
    BlockStatement, ConflictAction, Delete, Expr, ExprAt, FunctionCall, Ident, Insert, Merge, Name,
    ObjectName, Query, RowChange, Statement, Update,
};
use crate::catalog::{Catalog, Relation, Through, Trigger};
use crate::effects::{Target, Unrestricted, WorkKind, always_true};
use crate::migration::Step;
use crate::rule::{Pass, list};

impl<'a> Pass<'a> {
    /// The table in use that a change of rows arrives at, with the views that it comes through.
    pub fn changed(&self, catalog: &'a Catalog, name: &ObjectName) -> Option<Through<'a>> {
        let named = self.in_use(catalog, name)?;
        let arrives = catalog.changed_through(named).unwrap_or(Through { table: named, views: Vec::new() });
        (arrives.views.is_empty() || !self.is_new_relation(catalog, arrives.table.id)).then_some(arrives)
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
            let earlier = script.earlier_in_transaction(index).filter(|earlier| !earlier.may_be_left_out());
            earlier
                .filter_map(|earlier| earlier.effects.lock_on(work.relation))
                .any(|mode| mode.blocks_writes())
        })
    }
}

/// A change of rows that are there, which a statement makes.
pub struct RowsChanged<'a> {
    pub table: &'a ObjectName,
    /// The name that an UPDATE or DELETE has for it, where it gives it another.
    pub alias: Option<&'a Name>,
    pub condition: Option<&'a ExprAt>,
    pub source: &'a Query,
    pub kind: ChangeKind,
    pub place: ChangePlace<'a>,
    /// A function is called for every row of a query, or makes it in a loop.
    pub repeated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Update,
    Delete,
    /// `INSERT … SELECT … ON CONFLICT DO UPDATE`.
    Upsert,
    Merge,
}

/// Where it stands.
pub enum ChangePlace<'a> {
    Itself,
    With,
    Function(&'a Name),
}

/// Functions that call functions are followed up to here.
const DEEPEST: usize = 3;

/// The changes of rows that a statement makes: its own, those inside WITH, and those of the functions that it calls. What a
/// function does only on a condition is left out.
pub fn rows_changed(step: &Step) -> Vec<RowsChanged<'_>> {
    let mut found = Vec::new();
    if !step.is_block {
        gather(step, &step.statement.kind, None, 0, &mut found);
    }
    found
}

fn gather<'a>(
    step: &'a Step,
    statement: &'a Statement,
    function: Option<&'a Name>,
    depth: usize,
    found: &mut Vec<RowsChanged<'a>>,
) {
    let place = |inside: bool| match function {
        Some(name) => ChangePlace::Function(name),
        None if inside => ChangePlace::With,
        None => ChangePlace::Itself,
    };
    let queries: Vec<&Query> = match statement {
        Statement::Update(update) => {
            found.push(RowsChanged::of_update(update, place(false)));
            vec![&update.source]
        }
        Statement::Delete(delete) => {
            found.push(RowsChanged::of_delete(delete, place(false)));
            vec![&delete.source]
        }
        Statement::Insert(insert) => {
            found.extend(RowsChanged::of_insert(insert, place(false)));
            insert.source.iter().chain([&insert.with]).collect()
        }
        Statement::Merge(merge) => {
            found.extend(RowsChanged::of_merge(merge, place(false)));
            vec![&merge.source]
        }
        Statement::Select(query) => vec![query],
        _ => Vec::new(),
    };
    for change in queries.iter().flat_map(|query| &query.changes) {
        match change {
            RowChange::Update(update) => found.push(RowsChanged::of_update(update, place(true))),
            RowChange::Delete(delete) => found.push(RowsChanged::of_delete(delete, place(true))),
            RowChange::Insert(insert) => found.extend(RowsChanged::of_insert(insert, place(true))),
            RowChange::Merge(merge) => found.extend(RowsChanged::of_merge(merge, place(true))),
        }
    }
    let mut calls: Vec<&FunctionCall> = Vec::new();
    match statement {
        Statement::Select(query) => query.walk_expressions(&mut |expr| {
            if let Expr::Call(call) = expr {
                calls.push(call);
            }
        }),
        Statement::Call(call) => calls.push(call),
        _ => {}
    }
    let by_row = queries.iter().any(|query| !query.relations.is_empty());
    for call in calls.into_iter().filter(|_| depth < DEEPEST) {
        let called = step.before.called(&call.name_at(step.span()), Some(call.arguments.len()));
        let Some(definition) = called.and_then(|routine| routine.definition.as_deref()) else { continue };
        let runs = |inside: &&BlockStatement| !inside.conditional || inside.guarded || inside.only_repeated;
        for inside in definition.statements.iter().filter(runs) {
            let first = found.len();
            gather(step, &inside.statement.kind, function.or(Some(&call.name)), depth + 1, found);
            found.iter_mut().skip(first).for_each(|change| change.repeated |= by_row || inside.repeated);
        }
    }
}

impl<'a> RowsChanged<'a> {
    fn of_update(update: &'a Update, place: ChangePlace<'a>) -> Self {
        let condition = update.where_clause.as_ref();
        Self {
            table: &update.table,
            alias: update.alias.as_ref(),
            condition,
            source: &update.source,
            kind: ChangeKind::Update,
            place,
            repeated: false,
        }
    }

    fn of_delete(delete: &'a Delete, place: ChangePlace<'a>) -> Self {
        let condition = delete.where_clause.as_ref();
        Self {
            table: &delete.table,
            alias: delete.alias.as_ref(),
            condition,
            source: &delete.source,
            kind: ChangeKind::Delete,
            place,
            repeated: false,
        }
    }

    fn of_insert(insert: &'a Insert, place: ChangePlace<'a>) -> Option<Self> {
        let source = insert.source.as_ref().filter(|_| insert.on_conflict == Some(ConflictAction::Update))?;
        Some(Self {
            table: &insert.table,
            alias: None,
            condition: None,
            source,
            kind: ChangeKind::Upsert,
            place,
            repeated: false,
        })
    }

    fn of_merge(merge: &'a Merge, place: ChangePlace<'a>) -> Option<Self> {
        let (table, source) = (&merge.table, &merge.source);
        merge.changes_rows.then_some(Self {
            table,
            alias: None,
            condition: None,
            source,
            kind: ChangeKind::Merge,
            place,
            repeated: false,
        })
    }

    /// Why it leaves no row of the table that it names out, if it does not.
    pub fn unrestricted(&self, catalog: &Catalog) -> Option<Unrestricted> {
        let Some(named) = catalog.resolve(self.table) else {
            return touches_every_row(self.condition).then_some(Unrestricted::Said);
        };
        let called = self.alias.unwrap_or(&self.table.name);
        Target::new(named, called, self.condition, self.source).unrestricted(catalog)
    }

    /// Whether it finds the rows to change in its source and not by its own condition.
    pub fn follows_source(&self) -> bool {
        matches!(self.kind, ChangeKind::Upsert | ChangeKind::Merge)
    }
}

/// What else happens for every row that a statement changes, as notes: triggers that run, large values written anew.
pub fn row_notes(step: &Step, table: &Relation) -> Vec<String> {
    let (set, deletes): (&[(Ident, Expr)], bool) = match &step.statement.kind {
        Statement::Update(update) => (&update.assignments, false),
        Statement::Delete(_) => (&[], true),
        _ => return Vec::new(),
    };
    let fires = |trigger: &&std::sync::Arc<Trigger>| {
        let listed = trigger.columns.is_empty()
            || set.iter().any(|(column, _)| trigger.columns.contains(&column.name));
        let event = if deletes { trigger.events.delete } else { trigger.events.update && listed };
        trigger.enabled && trigger.row && event
    };
    let triggers: Vec<&Name> = table.triggers.iter().filter(fires).map(|trigger| &trigger.name).collect();
    let large = set.iter().filter(|(column, value)| {
        let data_type = table.column(&column.name).and_then(|column| column.data_type.as_ref());
        data_type
            .is_some_and(|data_type| matches!(data_type.name.as_str(), "json" | "jsonb" | "bytea" | "xml"))
            && may_be_long(value)
    });
    let large: Vec<&Ident> = large.map(|(column, _)| column).collect();
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

/// Whether a value that rows are given may be too long for its row.
fn may_be_long(value: &Expr) -> bool {
    const STORED_APART: usize = 2000;
    match value {
        Expr::Null | Expr::Boolean(_) | Expr::Integer(_) | Expr::Float(_) => false,
        Expr::String(text) => text.len() >= STORED_APART,
        Expr::Cast { expr, .. } => may_be_long(expr),
        _ => true,
    }
}

/// Whether a WHERE clause leaves no row out: there is none, or it is true for every row.
pub fn touches_every_row(where_clause: Option<&ExprAt>) -> bool {
    where_clause.is_none_or(|clause| always_true(&clause.expr))
}
