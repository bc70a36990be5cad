//! INSERT, UPDATE, DELETE, MERGE, COPY and TRUNCATE, with the rows that foreign keys and triggers touch elsewhere.

use super::prediction::Prediction;
use super::query::Stage;
use super::single_row;
use super::target::Target;
use super::{LockReason, Loss, WorkKind};
use crate::ast::{
    Arbiter, CopyTable, Delete, Expr, Insert, Merge, Name, Query, ReferentialAction, TriggerEvents, Truncate,
    Update,
};
use crate::catalog::{Column, ConstraintDef, Relation, RelationKind, Through};
use crate::lock::LockMode::{self, AccessExclusive, AccessShare, RowExclusive, RowShare};
use crate::version::PgVersion;

/// What happens to the rows of a table.
enum Change<'q> {
    /// The columns given; `None` for all.
    Insert(Option<Vec<&'q Name>>),
    /// The columns set.
    Update(Vec<&'q Name>),
    Delete,
}

impl<'a> Prediction<'a> {
    pub(super) fn insert(&mut self, insert: &Insert) {
        self.query(&insert.with, Stage::Executed);
        if let Some(source) = &insert.source {
            self.query(source, Stage::Executed);
        }
        let Some(named) = self.resolve(&insert.table) else { return };
        self.refuse_conflict(insert, named);
        self.refuse_values(insert, named);
        self.refuse_placement(insert);
        let through = self.arrives(named);
        let table = through.table;
        let (few, default_values) = match &insert.source {
            Some(source) => {
                (source.relations.is_empty() && (source.constant || source.values_rows > 0), false)
            }
            None => (true, true),
        };
        let listed = !insert.columns.is_empty();
        let columns: Option<Vec<Name>> = match (listed, default_values) {
            (_, true) => Some(Vec::new()),
            (true, false) => Some(insert.columns.iter().map(|column| column.name.clone()).collect()),
            (false, false) if named.id == table.id => None,
            (false, false) => Some(named.columns.iter().map(|column| column.name.clone()).collect()),
        };
        let row = single_row(insert, named);
        let is_default = |column: &Name| {
            row.iter()
                .any(|(name, value)| name == column && matches!(value, Expr::Other { what: "default", .. }))
        };
        let columns: Option<Vec<Name>> = columns.map(|columns| {
            let given = columns.iter().filter(|column| !is_default(column));
            given.filter_map(|column| through.column(column)).collect()
        });
        self.written(named, routing(&row).as_ref(), Stage::Executed);
        self.follow(table, &Change::Insert(columns.as_ref().map(|columns| columns.iter().collect())));
        self.read_bound_of(table);
        self.work(table, WorkKind::Write { bounded: few });
    }

    /// ON CONFLICT of columns for which no unique index is, or of a constraint that is not there.
    fn refuse_conflict(&mut self, insert: &Insert, table: &'a Relation) {
        let made = table.origin.created();
        match &insert.arbiter {
            Some(Arbiter::Columns(columns)) if self.before.lacks_arbiter(table, columns) => {
                let message =
                    "there is no unique or exclusion constraint matching the ON CONFLICT specification";
                self.fail_for("42P10", message, made);
            }
            Some(Arbiter::Constraint(name)) if table.lacks_constraint(name) => {
                let message =
                    format!("constraint \"{name}\" for table \"{}\" does not exist", table.name.name);
                self.fail_for("42704", message, made);
            }
            _ => {}
        }
    }

    /// A row that is written to a partition by its own name is checked against the bounds above it.
    fn read_bound_of(&mut self, table: &Relation) {
        if table.is_partition() {
            for above in self.before.ancestors(table.id) {
                self.lock(above, AccessShare, LockReason::Parent);
            }
        }
    }

    pub(super) fn update(&mut self, update: &Update) {
        self.query(&update.source, Stage::Executed);
        let Some(named) = self.resolve(&update.table) else { return };
        let through = self.arrives(named);
        let table = through.table;
        let one = single_row::sets_key(self.before, table, update);
        let target = Target::of_update(named, update);
        self.change((named, &through), update.only, &target, &update.source, one);
        self.unsure += 1;
        for (_, value) in &update.assignments {
            self.expression_calls(value);
        }
        self.unsure -= 1;
        let keeps = |column: &Name, value: &Expr| {
            matches!(value, Expr::Null)
                || matches!(value, Expr::Column(parts) if parts.last() == Some(column))
        };
        let set = update.assignments.iter().filter(|(column, value)| !keeps(&column.name, value));
        let set: Vec<Name> = set.filter_map(|(column, _)| through.column(&column.name)).collect();
        self.follow(table, &Change::Update(set.iter().collect()));
        self.read_bound_of(table);
    }

    pub(super) fn delete(&mut self, delete: &Delete) {
        self.query(&delete.source, Stage::Executed);
        let Some(named) = self.resolve(&delete.table) else { return };
        let through = self.arrives(named);
        let target = Target::of_delete(named, delete);
        self.change((named, &through), delete.only, &target, &delete.source, false);
        self.follow(through.table, &Change::Delete);
    }

    /// Where a change of rows arrives; at the view itself where something stands in for its table.
    fn arrives(&self, named: &'a Relation) -> Through<'a> {
        self.before.changed_through(named).unwrap_or(Through { table: named, views: Vec::new() })
    }

    pub(super) fn merge(&mut self, merge: &Merge) {
        self.query(&merge.source, Stage::Executed);
        let Some(named) = self.resolve(&merge.table) else { return };
        let table = self.arrives(named).table;
        self.written(named, None, Stage::Executed);
        let few = merge.source.relations.is_empty() || merge.source.has_limit;
        self.work(table, WorkKind::Write { bounded: few && !merge.beyond_source });
    }

    pub(super) fn copy(&mut self, copy: &CopyTable) {
        if let Some(query) = &copy.query {
            self.query(query, Stage::Executed);
        }
        let Some(table) = copy.table.as_ref().and_then(|name| self.resolve(name)) else { return };
        if copy.from {
            self.written(table, None, Stage::Executed);
            self.follow(table, &Change::Insert(None));
            self.work(table, WorkKind::Write { bounded: false });
        } else {
            // In 12 the lock is let go when the copy ends.
            if self.version > PgVersion::V12 {
                self.lock(table, AccessShare, LockReason::Read);
            }
            self.work(table, WorkKind::Read { bounded: false });
        }
    }

    fn change(
        &mut self,
        (named, through): (&'a Relation, &Through<'a>),
        only: bool,
        target: &Target,
        source: &Query,
        one_row: bool,
    ) {
        let table = through.table;
        let condition = target.condition();
        if only && named.kind != RelationKind::View {
            self.lock(table, RowExclusive, LockReason::Target);
        } else {
            self.written(named, condition, Stage::Executed);
        }
        if let Some(condition) = condition {
            self.unsure += 1;
            self.expression_calls(condition);
            self.unsure -= 1;
        }
        let bounded = one_row
            || single_row::holds_one_row(self.before, table)
            || condition.is_some_and(|condition| {
                self.bounds_through(through, target) || target.asks_for_no_row(condition)
            })
            || self.is_limited(through, target, source);
        self.work(table, WorkKind::Write { bounded });
    }

    /// The rows of a table change: the table itself, what lies below it, and the table under a simple view.
    fn written(&mut self, table: &'a Relation, condition: Option<&Expr>, stage: Stage) {
        self.change_rows(table, condition, stage, LockReason::Target);
    }

    pub(super) fn change_rows(
        &mut self,
        table: &'a Relation,
        condition: Option<&Expr>,
        stage: Stage,
        reason: LockReason,
    ) {
        self.lock(table, RowExclusive, reason);
        if stage == Stage::Parsed {
            return;
        }
        match table.kind {
            RelationKind::View => {
                let Some(through) = self.before.changed_through(table) else { return };
                for view in through.views.iter().skip(1) {
                    self.lock(view, RowExclusive, LockReason::Written);
                }
                self.change_rows(through.table, None, stage, LockReason::Written);
            }
            RelationKind::PartitionedTable => {
                for partition in self.surviving_partitions(table, condition) {
                    self.lock(partition, RowExclusive, LockReason::Child);
                }
            }
            _ => self.lock_children(table, RowExclusive, LockReason::Child),
        }
    }

    /// What the change sets off: defaults that draw numbers, foreign keys on both sides and triggers, most of it only
    /// where there are rows.
    fn follow(&mut self, table: &'a Relation, change: &Change<'_>) {
        self.unsure += 1;
        if let Change::Insert(columns) = change {
            let left_out = |column: &&Column| match columns {
                Some(given) => !given.contains(&&column.name),
                None => false,
            };
            let columns: Vec<&'a Column> =
                table.columns.iter().map(|column| &**column).filter(left_out).collect();
            for column in columns {
                self.default_of(table, column);
            }
        }
        self.check_foreign_keys(table, change);
        self.check_referencing(table, change);
        self.fire_triggers(table, change, true);
        self.unsure -= 1;
        self.fire_triggers(table, change, false);
    }

    fn default_of(&mut self, table: &Relation, column: &'a Column) {
        for sequence in self.sequences_of(table, &column.name) {
            self.lock(sequence, RowExclusive, LockReason::Owned);
        }
        if let Some(default) = &*column.default {
            self.expression_calls(default);
        }
    }

    /// A new or changed reference is looked up in the referenced table (SELECT … FOR KEY SHARE).
    fn check_foreign_keys(&mut self, table: &'a Relation, change: &Change<'_>) {
        // What is deferred is looked up when the transaction commits.
        let open = self.before.session.transaction.as_ref();
        // A row that the same transaction has written is looked up again, changed or not.
        let own = open.is_some_and(|open| open.written.contains(&table.id));
        for constraint in table.foreign_keys().filter(|key| key.enforced && !key.initially_deferred) {
            let columns = constraint.columns();
            let touched = match change {
                Change::Insert(None) => true,
                Change::Insert(Some(given)) => columns.iter().any(|column| {
                    given.contains(&column) || table.column(column).is_some_and(|c| c.default.is_some())
                }),
                Change::Update(set) => own || columns.iter().any(|column| set.contains(&column)),
                Change::Delete => false,
            };
            if let Some(referenced) = constraint.references().filter(|_| touched) {
                self.lock_id(referenced, RowShare, LockReason::Referenced);
            }
        }
    }

    /// A deleted or changed key is looked up in the tables that reference it.
    fn check_referencing(&mut self, table: &'a Relation, change: &Change<'_>) {
        for (holder, constraint) in self.before.referencing(table.id) {
            let ConstraintDef::ForeignKey { referenced_columns, on_delete, on_update, .. } = &constraint.kind
            else {
                continue;
            };
            if !constraint.enforced {
                continue;
            }
            let action = match change {
                Change::Delete => on_delete,
                Change::Update(set) if referenced_columns.iter().any(|column| set.contains(&column)) => {
                    on_update
                }
                _ => continue,
            };
            let mode = match action {
                ReferentialAction::NoAction | ReferentialAction::Restrict => RowShare,
                _ => RowExclusive,
            };
            self.lock(holder, mode, LockReason::Referencing);
            if matches!((change, action), (Change::Delete, ReferentialAction::Cascade)) && self.depth < 4 {
                self.depth += 1;
                self.follow(holder, &Change::Delete);
                self.depth -= 1;
            }
        }
    }

    /// Triggers for each row, or those for the statement.
    fn fire_triggers(&mut self, table: &'a Relation, change: &Change<'_>, row: bool) {
        let fires = |events: TriggerEvents, columns: &[Name]| match change {
            Change::Insert(_) => events.insert,
            Change::Update(set) => {
                events.update && (columns.is_empty() || columns.iter().any(|column| set.contains(&column)))
            }
            Change::Delete => events.delete,
        };
        for trigger in
            table.triggers.iter().filter(|t| t.enabled && t.row == row && fires(t.events, &t.columns))
        {
            let name = crate::ast::ObjectName::new(
                Some(&trigger.function.schema),
                &trigger.function.name,
                crate::source::Span::default(),
            );
            self.run_function(&name, None);
        }
    }

    /// TRUNCATE: ACCESS EXCLUSIVE on the tables, on everything below them and, with CASCADE, on every table with a
    /// foreign key to them; each gets a new, empty file.
    pub(super) fn truncate(&mut self, truncate: &Truncate) {
        let mut tables: Vec<&'a Relation> = Vec::new();
        for name in &truncate.tables {
            let Some(table) = self.resolve(name) else { continue };
            let storing = matches!(
                table.kind,
                RelationKind::Table | RelationKind::PartitionedTable | RelationKind::ForeignTable
            );
            if !storing {
                return self.fail("42809", format!("\"{}\" is not a table", table.name.name));
            }
            for table in self.tree(table, truncate.only) {
                add(&mut tables, table);
            }
        }
        let named = tables.len();
        let mut next = 0;
        while let Some(table) = tables.get(next).copied() {
            next += 1;
            for (holder, _) in self.before.referencing(table.id) {
                if tables.iter().any(|known| known.id == holder.id) {
                    continue;
                }
                if !truncate.cascade {
                    return self
                        .fail("0A000", "cannot truncate a table referenced in a foreign key constraint");
                }
                for reached in self.tree(holder, false) {
                    add(&mut tables, reached);
                }
            }
        }
        for (number, table) in tables.iter().enumerate() {
            let reason = if number < named { LockReason::Target } else { LockReason::Dependent };
            self.truncate_one(table, truncate, reason);
        }
    }

    fn truncate_one(&mut self, table: &'a Relation, truncate: &Truncate, reason: LockReason) {
        self.lock(table, AccessExclusive, reason);
        self.new_file(table);
        self.loss(Loss::Rows(table.id));
        if truncate.restart_identity {
            for sequence in self.owned_sequences(table) {
                self.lock(sequence, AccessExclusive, LockReason::Owned);
                self.work(sequence, WorkKind::NewFile);
            }
        }
        // Up to 13 the partition's constraint is read from its parent on the way.
        if table.is_partition() && self.version < PgVersion::V14 {
            for parent in &table.parents {
                self.lock_id(*parent, LockMode::AccessShare, LockReason::Parent);
            }
        }
    }
}

fn add<'a>(tables: &mut Vec<&'a Relation>, table: &'a Relation) {
    if tables.iter().all(|known| known.id != table.id) {
        tables.push(table);
    }
}

/// The one row of an `INSERT … VALUES`, column by column, where the columns are known.
fn single_row<'q>(insert: &'q Insert, table: &Relation) -> Vec<(Name, &'q Expr)> {
    let Some(source) = insert.source.as_ref().filter(|source| source.values_rows == 1) else {
        return Vec::new();
    };
    let columns: Vec<Name> = if insert.columns.is_empty() {
        table.columns.iter().map(|column| column.name.clone()).collect()
    } else {
        insert.columns.iter().map(|column| column.name.clone()).collect()
    };
    columns.into_iter().zip(&source.expressions).collect()
}

/// The row as a condition that picks its partition.
fn routing(row: &[(Name, &Expr)]) -> Option<Expr> {
    let equal = |(column, value): &(Name, &Expr)| Expr::Operator {
        name: Name::new_static("="),
        left: Some(Box::new(Expr::Column(vec![column.clone()]))),
        right: Box::new((*value).clone()),
    };
    let constants = row.iter().filter(|(_, value)| super::literal::literal(value).is_some());
    let tests: Vec<Expr> = constants.map(equal).collect();
    (!tests.is_empty()).then_some(Expr::And(tests))
}
