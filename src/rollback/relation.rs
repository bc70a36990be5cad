//! Tables, views, sequences and indexes: those that are gone are made again, those that are new are dropped.

use super::{Rank, Undo};
use crate::ast::{AlterActionKind, Name, Persistence, Statement, TypeName, quoted};
use crate::catalog::{Origin, Relation, RelationId, RelationKind, partition_bound, partition_key};
use crate::migration::Step;

impl Undo<'_> {
    pub(super) fn relation(&mut self, id: RelationId) {
        let (before, after) = (self.before, self.after);
        self.derived = self.made_of_others(id);
        match (before.relation(id), after.relation(id)) {
            _ if self.is_passing(id) => {}
            (Some(was), None) => self.relation_gone(was),
            (None, Some(is)) => self.relation_new(is),
            (Some(was), Some(is)) => self.relation_changed(was, is),
            (None, None) => {}
        }
        self.derived = None;
    }

    /// The name of a view, or of a table that only the query tells which made it; of an index that of its table.
    fn made_of_others(&self, id: RelationId) -> Option<Name> {
        let was = self.before.relation(id)?;
        match was.kind {
            RelationKind::View | RelationKind::MaterializedView => Some(was.name.name.clone()),
            RelationKind::Table => self.made_by_query(was).map(|_| was.name.name.clone()),
            RelationKind::Index => self.made_of_others(was.index.as_ref()?.table?),
            _ => None,
        }
    }

    /// Whether the migration itself made it, so that nothing of before is lost with it.
    pub(super) fn is_new(&self, origin: Origin) -> bool {
        self.script.creates(origin)
    }

    fn relation_new(&mut self, is: &Relation) {
        let made = is.origin.created().is_some() && !is.is_temporary();
        if !made || self.comes_with_another(is) {
            return;
        }
        let (rank, kind) = match is.kind {
            RelationKind::Table | RelationKind::PartitionedTable => (Rank::DropTable, "TABLE"),
            RelationKind::ForeignTable => (Rank::DropTable, "FOREIGN TABLE"),
            RelationKind::View => (Rank::DropView, "VIEW"),
            RelationKind::MaterializedView => (Rank::DropView, "MATERIALIZED VIEW"),
            RelationKind::Sequence => (Rank::DropCode, "SEQUENCE"),
            RelationKind::Index | RelationKind::PartitionedIndex => (Rank::DropIndex, "INDEX"),
            RelationKind::CompositeType => return,
        };
        let concurrently =
            is.index.as_ref().is_some_and(|index| index.concurrently) && !self.step.in_transaction();
        let kind = if concurrently { format!("{kind} CONCURRENTLY") } else { kind.to_owned() };
        self.drop(rank, &kind, &is.name);
    }

    /// Whether a relation is dropped together with what it belongs to.
    fn comes_with_another(&self, is: &Relation) -> bool {
        let existed = |id: RelationId| self.before.relation(id).is_some();
        if let Some(index) = &is.index {
            let attached = is.parents.iter().any(|parent| !existed(*parent));
            return index.constraint.is_some()
                || attached
                || index.table.is_none_or(|table| !existed(table))
                || index.leading_columns().iter().any(|column| {
                    let table = index.table.and_then(|table| self.before.relation(table));
                    table.is_some_and(|table| table.columns_known && table.column(column).is_none())
                });
        }
        // What a later statement makes a column's own goes with that column.
        let last = self.script.after.relation(is.id).and_then(|is| is.sequence_owner.as_ref());
        if let Some((table, column, _)) = last {
            let table = self.script.before.relation(*table);
            if table.is_none_or(|table| table.columns_known && table.column(column).is_none()) {
                return true;
            }
        }
        if let Some((table, column, _)) = &*is.sequence_owner {
            let table = self.before.relation(*table);
            return table.is_none_or(|table| {
                table.column(column).is_none_or(|column| column.identity.is_none())
                    && !matches!(self.step.statement.kind, Statement::CreateSequence(_))
            });
        }
        is.is_partition() && is.parents.iter().any(|parent| !existed(*parent))
    }

    fn relation_gone(&mut self, was: &Relation) {
        if was.is_temporary() {
            return;
        }
        match was.kind {
            RelationKind::Table | RelationKind::PartitionedTable | RelationKind::ForeignTable => {
                self.table_gone(was);
            }
            RelationKind::View | RelationKind::MaterializedView => self.view_back(was, false),
            RelationKind::Sequence => self.sequence_gone(was),
            RelationKind::Index | RelationKind::PartitionedIndex => self.index_gone(was),
            RelationKind::CompositeType => {}
        }
    }

    pub(super) fn index_gone(&mut self, was: &Relation) {
        let Some(index) = &was.index else { return };
        if index.constraint.is_some() || !was.parents.is_empty() {
            return;
        }
        // A materialized view is made again later than tables, and its index right after it.
        let table = index.table.and_then(|table| self.before.relation(table));
        let on_view = table.is_some_and(|table| table.kind == RelationKind::MaterializedView);
        let rank = if on_view { Rank::View } else { Rank::Index };
        match self.index_definition(was) {
            Some(sql) => self.sql(rank, sql),
            None => self.lost(format!("index {}, which the history does not show", was.name)),
        }
    }

    fn sequence_gone(&mut self, was: &Relation) {
        let owner = was.sequence_owner.as_ref().and_then(|(table, column, _)| {
            let table = self.before.relation(*table)?;
            Some((table, table.column(column)?))
        });
        if was.sequence_owner.is_some()
            && owner.is_none_or(|(table, column)| self.brings_its_sequence(table, column))
        {
            return;
        }
        let made = was.origin.created().and_then(|place| self.texts.step_at(place));
        match made.map(|(script, step)| (script, step, &step.statement.kind)) {
            Some((script, step, Statement::CreateSequence(create))) if create.owned_by.is_none() => {
                let names = vec![(create.name.span, was.name.to_string())];
                let sql = self.texts.with_names(script, step, names);
                self.sql(Rank::Sequence, sql);
            }
            _ => {
                let data_type = was
                    .sequence_type
                    .as_ref()
                    .map_or(String::new(), |name| format!(" AS {}", TypeName::builtin(name)));
                self.sql(Rank::Sequence, format!("CREATE SEQUENCE {}{data_type}", was.name));
            }
        }
        if let Some((table, column)) = owner {
            let owner = format!("{}.{}", table.name, quoted(&column.name));
            self.sql(Rank::Key, format!("ALTER SEQUENCE {} OWNED BY {owner}", was.name));
        }
        self.lost(format!("the value that {} had reached", was.name));
    }

    fn table_gone(&mut self, was: &Relation) {
        if was.origin.created().is_none() && was.columns.is_empty() {
            self.lost(format!("table {}, which the history does not show", was.name));
            return;
        }
        if !self.is_new(was.origin) {
            self.lost(format!("rows of {}", was.name));
        }
        if !was.columns_known {
            self.lost(format!("columns of {} that the history does not show", was.name));
        }
        let sql = self.made_by_query(was).unwrap_or_else(|| self.table_definition(was));
        self.sql(Rank::Table, sql);
        for constraint in was.constraints.iter().filter(|constraint| !constraint.inherited) {
            if let Some(definition) = self.constraint_definition(constraint) {
                let rank = match constraint.references() {
                    Some(_) => Rank::Constraint,
                    None => Rank::Key,
                };
                self.sql(rank, format!("ALTER TABLE {} ADD {definition}", was.name));
            }
        }
        self.parts_of(was);
        self.rights_of(was);
    }

    /// The statement of a table that a query made, where its columns are not all known.
    fn made_by_query(&self, was: &Relation) -> Option<String> {
        let known = was.columns_known && was.columns.iter().all(|column| column.data_type.is_some());
        let (script, step) = self.texts.step_at(was.origin.created()?)?;
        let Statement::CreateTableAs(create) = &step.statement.kind else { return None };
        let names = vec![(create.name.span, was.name.to_string())];
        (!known).then(|| self.texts.with_names(script, step, names))
    }

    fn table_definition(&self, was: &Relation) -> String {
        let unlogged = if was.persistence == Persistence::Unlogged { "UNLOGGED " } else { "" };
        let columns = was.columns.iter().filter(|column| !column.inherited);
        let columns: Vec<String> = columns.filter_map(|column| self.column_definition(was, column)).collect();
        let list = match columns.as_slice() {
            [] => " ()".to_owned(),
            columns => format!(" (\n    {}\n)", columns.join(",\n    ")),
        };
        let parents: Vec<String> = was
            .parents
            .iter()
            .filter_map(|parent| self.before.relation(*parent))
            .map(|parent| parent.name.to_string())
            .collect();
        let mut sql = match (&was.partition_bound, parents.first()) {
            (Some(bound), Some(parent)) => {
                let list = if columns.is_empty() { String::new() } else { list };
                format!(
                    "CREATE {unlogged}TABLE {} PARTITION OF {parent}{list} {}",
                    was.name,
                    bound_words(bound)
                )
            }
            (_, Some(_)) => {
                format!("CREATE {unlogged}TABLE {}{list} INHERITS ({})", was.name, parents.join(", "))
            }
            (_, None) => format!("CREATE {unlogged}TABLE {}{list}", was.name),
        };
        if let Some(key) = &was.partition_key {
            sql += &format!(" PARTITION BY {}", partition_key(key));
        }
        if !was.options.is_empty() {
            sql += &format!(" WITH ({})", super::parts::options(&was.options));
        }
        sql
    }

    /// A view under its present name, as it was before the statement.
    fn view_back(&mut self, was: &Relation, replace: bool) {
        let made = was.definition.and_then(|place| self.texts.step_at(place));
        let name = match made.map(|(_, step)| &step.statement.kind) {
            Some(Statement::CreateView(create)) => create.name.span,
            Some(Statement::CreateTableAs(create)) => create.name.span,
            _ => {
                self.lost(format!("{} {}, which the history does not show", was.kind.name(), was.name));
                return;
            }
        };
        let Some((script, step)) = made else { return };
        let mut sql = self.texts.with_names(script, step, vec![(name, was.name.to_string())]);
        if replace && was.kind == RelationKind::View {
            sql = or_replace(&sql);
        }
        self.sql(Rank::View, sql);
        if !replace {
            self.parts_of(was);
            self.rights_of(was);
        }
        if is_unfilled(&step.statement.kind) {
            self.filled(was);
        }
    }

    /// A materialized view that was made without rows cannot be read until it is filled.
    fn filled(&mut self, was: &Relation) {
        let refresh = format!("REFRESH MATERIALIZED VIEW {}", was.name);
        let fills = |step: &Step| match &step.statement.kind {
            Statement::RefreshMaterializedView(refresh) => {
                refresh.with_data && step.before.resolve_id(&refresh.name) == Some(was.id)
            }
            _ => false,
        };
        match self.texts.earlier().any(|(_, step)| fills(step)) {
            true => self.sql(Rank::View, refresh),
            false => self.todo(
                Rank::Rights,
                format!("{} cannot be read until somebody fills it: {refresh}", was.name),
            ),
        }
    }

    fn relation_changed(&mut self, was: &Relation, is: &Relation) {
        if was.is_temporary() {
            return;
        }
        match was.kind {
            RelationKind::View | RelationKind::MaterializedView => {
                self.view_changed(was, is);
                return;
            }
            RelationKind::Index | RelationKind::PartitionedIndex => {
                let owned =
                    |index: &Relation| index.index.as_ref().is_some_and(|index| index.constraint.is_some());
                // Dropping the constraint that took it over drops the index.
                if !owned(was) && owned(is) {
                    self.index_gone(was);
                }
                return;
            }
            _ => {}
        }
        self.columns(was, is);
        self.constraints(was, is);
        self.parts(was, is);
        self.attachment(is);
        if was.persistence != is.persistence {
            let logged = if was.persistence == Persistence::Unlogged { "UNLOGGED" } else { "LOGGED" };
            self.sql(Rank::Column, format!("ALTER TABLE {} SET {logged}", is.name));
        }
    }

    fn view_changed(&mut self, was: &Relation, is: &Relation) {
        if was.definition != is.definition {
            let names = |view: &Relation| -> Vec<_> {
                view.columns.iter().map(|column| column.name.clone()).collect()
            };
            let same = names(was) == names(is) && was.columns_known && is.columns_known;
            if !same {
                self.drop(Rank::DropView, "VIEW", &is.name);
            }
            self.view_back(was, same);
        }
        self.parts(was, is);
    }

    /// ATTACH, DETACH and INHERIT, undone as what they are.
    fn attachment(&mut self, is: &Relation) {
        let Statement::AlterTable(alter) = &self.step.statement.kind else { return };
        if self.before.resolve_id(&alter.name) != Some(is.id) {
            return;
        }
        for action in &alter.actions {
            let sql = match &action.kind {
                AlterActionKind::AttachPartition { partition, .. } => {
                    format!("ALTER TABLE {} DETACH PARTITION {}", is.name, self.before.qualify(partition))
                }
                AlterActionKind::DetachPartition { partition, .. } => {
                    let bound = self.before.resolve(partition).and_then(|was| was.partition_bound.as_deref());
                    match bound {
                        Some(bound) => format!(
                            "ALTER TABLE {} ATTACH PARTITION {} {}",
                            is.name,
                            self.before.qualify(partition),
                            bound_words(bound)
                        ),
                        None => continue,
                    }
                }
                AlterActionKind::Inherit { parent } => format!("ALTER TABLE {} NO INHERIT {parent}", is.name),
                AlterActionKind::NoInherit { parent } => format!("ALTER TABLE {} INHERIT {parent}", is.name),
                _ => continue,
            };
            self.sql(Rank::DropPart, sql);
        }
    }
}

/// Whether a statement makes a materialized view and no rows in it.
fn is_unfilled(statement: &Statement) -> bool {
    matches!(statement, Statement::CreateTableAs(create) if create.materialized_view && !create.with_data)
}

fn bound_words(bound: &crate::ast::PartitionBound) -> String {
    use crate::ast::PartitionBound;
    match bound {
        PartitionBound::Default => "DEFAULT".to_owned(),
        PartitionBound::Hash { modulus, remainder } => {
            format!("FOR VALUES WITH (modulus {modulus}, remainder {remainder})")
        }
        bound => format!("FOR VALUES {}", partition_bound(bound)),
    }
}

/// A CREATE that replaces what is there.
pub(super) fn or_replace(sql: &str) -> String {
    let rest = sql.get("create".len()..).unwrap_or_default().trim_start();
    let replaces = rest.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("or"));
    if replaces { sql.to_owned() } else { format!("CREATE OR REPLACE {rest}") }
}

/// The name of a part of a table in a statement: `x ON t`.
pub(super) fn on(part: &str, table: &Relation) -> String {
    format!("{} ON {}", quoted(part), table.name)
}
