//! Rows of other tables that go with those that a DELETE takes, or lose their reference to them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ast::{AlterActionKind, Name, ObjectName, ReferentialAction, Statement, quoted};
use crate::catalog::{Constraint, ConstraintDef, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, list};

/// What the foreign keys to a table do when its rows go.
#[derive(Default)]
pub struct RowsAlong<'a> {
    /// The tables that lose rows, and the keys that are the cause.
    pub gone: Vec<(&'a Relation, &'a Constraint)>,
    /// The key of the table to itself that takes the rows below those that go.
    pub below: Option<(&'a Relation, &'a Constraint)>,
    /// Columns that lose their value.
    pub unset: Vec<(&'a Relation, Name)>,
}

/// The first statements of a migration after which somebody has seen to what a DELETE takes along.
#[derive(Default)]
pub(super) struct DealtWith {
    /// Those that change the rows of a table, drop a constraint of it or switch triggers of it off.
    tables: FxHashMap<RelationId, usize>,
    /// Those that switch all triggers of a table off, those of the foreign keys to it too.
    without_triggers: FxHashMap<RelationId, usize>,
}

impl DealtWith {
    fn by(steps: &[Step]) -> Self {
        let mut found = Self::default();
        for (index, step) in steps.iter().enumerate() {
            for id in
                seen_to(&step.statement.kind).into_iter().filter_map(|name| step.before.resolve_id(name))
            {
                found.tables.entry(id).or_insert(index);
            }
            if let Statement::AlterTable(alter) = &step.statement.kind
                && alter.actions.iter().any(|action| switches_off(&action.kind, true))
                && let Some(id) = step.before.resolve_id(&alter.name)
            {
                found.without_triggers.entry(id).or_insert(index);
            }
        }
        found
    }
}

fn seen_to(statement: &Statement) -> Vec<&ObjectName> {
    match statement {
        Statement::Update(update) => vec![&update.table],
        Statement::Delete(delete) => vec![&delete.table],
        Statement::Truncate(truncate) => truncate.tables.iter().collect(),
        Statement::AlterTable(alter) => {
            let sees_to = |kind: &AlterActionKind| {
                matches!(kind, AlterActionKind::DropConstraint { .. }) || switches_off(kind, false)
            };
            alter
                .actions
                .iter()
                .any(|action| sees_to(&action.kind))
                .then_some(&alter.name)
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// `DISABLE TRIGGER`; those of foreign keys go off with ALL only.
fn switches_off(kind: &AlterActionKind, keys_too: bool) -> bool {
    matches!(kind, AlterActionKind::ToggleTrigger { enable: false, name, user_only, .. }
        if !keys_too || name.is_none() && !user_only)
}

impl<'a> Pass<'a> {
    /// What a DELETE from a table does to tables in use that the migration has not dealt with before, and that its own
    /// conditions do not ask.
    pub fn rows_along(&self, index: usize, table: RelationId, asked: &[ObjectName]) -> RowsAlong<'a> {
        let mut along = RowsAlong::default();
        let Some(step) = self.steps().get(index) else { return along };
        let catalog = &step.before;
        let dealt_with = self.dealt_with.get_or_init(|| DealtWith::by(self.steps()));
        let earlier = |first: Option<&usize>| first.is_some_and(|first| *first < index);
        // The server's triggers for foreign keys do not fire then.
        if catalog.session.setting("session_replication_role").is_some_and(|role| role.value == "replica") {
            return along;
        }
        let asked: FxHashSet<RelationId> = asked.iter().filter_map(|name| catalog.resolve_id(name)).collect();
        let spared = |holder: &Relation| {
            asked.contains(&holder.id)
                || earlier(dealt_with.tables.get(&holder.id))
                || self.is_new_relation(catalog, holder.id)
                || self.rows_copied(index, holder.id)
        };
        let (mut reached, mut waiting) = (FxHashSet::from_iter([table]), vec![table]);
        let mut at = 0;
        while let Some(id) = waiting.get(at).copied() {
            at += 1;
            if earlier(dealt_with.without_triggers.get(&id)) {
                continue;
            }
            for (holder, key) in catalog.referencing(id) {
                let ConstraintDef::ForeignKey { columns, on_delete, delete_sets, .. } = &key.kind else {
                    continue;
                };
                let below = holder.id == table && id == table && !key.inherited;
                let acts = matches!(on_delete, ReferentialAction::Cascade | ReferentialAction::SetNull);
                if !acts || !key.enforced || !below && reached.contains(&holder.id) || spared(holder) {
                    continue;
                }
                match on_delete {
                    ReferentialAction::Cascade if below => along.below = Some((holder, key)),
                    ReferentialAction::Cascade => {
                        reached.insert(holder.id);
                        waiting.push(holder.id);
                        // A partition's rows are its table's.
                        if !key.inherited {
                            along.gone.push((holder, key));
                        }
                    }
                    ReferentialAction::SetNull if !key.inherited && !below => {
                        let sets = if delete_sets.is_empty() { columns } else { delete_sets };
                        along.unset.extend(sets.iter().map(|column| (holder, column.clone())));
                    }
                    _ => {}
                }
            }
        }
        // What goes altogether has no columns left to lose.
        along.unset.retain(|(holder, _)| !reached.contains(&holder.id));
        along
    }
}

impl RowsAlong<'_> {
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.unset.is_empty()
    }

    /// What happens to them, as notes.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.gone.is_empty() {
            let tables = list(self.gone.iter().map(|(table, _)| &table.name));
            notes.push(format!(
                "the rows of {tables} that refer to them are deleted as well: {}",
                self.cause()
            ));
        }
        if !self.unset.is_empty() {
            notes.push(format!(
                "{} {} null where a row refers to them: ON DELETE SET NULL",
                self.unset_columns(),
                if self.unset.len() == 1 { "becomes" } else { "become" }
            ));
        }
        notes
    }

    /// The keys that take rows along: "`posts_user_id_fkey` says ON DELETE CASCADE".
    pub fn cause(&self) -> String {
        let says = if self.gone.len() == 1 { "says" } else { "say" };
        format!("{} {says} ON DELETE CASCADE", list(self.gone.iter().map(|(_, key)| &key.name)))
    }

    /// The columns that lose their values: "`posts.team_id`".
    pub fn unset_columns(&self) -> String {
        list(self.unset.iter().map(|(table, column)| format!("{}.{}", table.name, quoted(column))))
    }
}
