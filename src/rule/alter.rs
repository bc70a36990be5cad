//! The actions of every `ALTER TABLE` on a table in use, each with what it does on its own.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ColumnDef, ConstraintKind, Expr, Ident, Statement,
    TableConstraint,
};
use crate::catalog::{Catalog, Relation, RelationId};
use crate::effects::{Effects, WorkKind, holds_one_row};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::emptied::fails_on_rows;
use crate::rule::{Emptied, Held, Holder, Pass, Scene};
use crate::version::PgVersion;

/// One action of an `ALTER TABLE` on a table that others are using.
#[derive(Clone)]
pub struct Altering<'a> {
    pub step: &'a Step,
    pub alter: &'a AlterTable,
    pub action: &'a AlterAction,
    pub table: &'a Relation,
    /// The lock that the whole statement takes on the table.
    pub mode: LockMode,
    /// The gravest lock on another table that the transaction holds already.
    pub held: Option<Holder<'a>>,
    /// The transaction emptied the table before this statement.
    pub emptied: bool,
    /// Where it succeeds, there is no row that could be read or written, or only one.
    without_rows: bool,
    version: PgVersion,
}

impl<'a> Pass<'a> {
    /// Every action of every `ALTER TABLE` whose table is in use, in the order they run.
    pub fn altering(&self) -> &'a [Altering<'a>] {
        &self.scene.altering
    }
}

impl<'a> Scene<'a> {
    pub(super) fn find_altering(&self) -> Vec<Altering<'a>> {
        let mut found = Vec::new();
        if !self.steps().iter().any(|step| matches!(step.statement.kind, Statement::AlterTable(_))) {
            return found;
        }
        let mut emptied = Emptied::default();
        self.each_held(|step, held| {
            emptied.enter(step);
            if let Statement::AlterTable(alter) = &step.statement.kind {
                self.actions_of(step, alter, (held, &emptied), &mut found);
            }
            emptied.take(step);
        });
        found
    }

    fn actions_of(
        &self,
        step: &'a Step,
        alter: &'a AlterTable,
        (held, emptied): (&Held<'a>, &Emptied),
        found: &mut Vec<Altering<'a>>,
    ) {
        let Some(table) = self.in_use(&step.before, &alter.name) else { return };
        let Some(mode) = step.effects.lock_on(table.id) else { return };
        let held = held.beside(table.id);
        let emptied = emptied.holds(table.id);
        let without_rows = emptied || fails_on_rows(step).is_some() || holds_one_row(&step.before, table);
        found.extend(alter.actions.iter().map(|action| Altering {
            step,
            alter,
            action,
            table,
            mode,
            held: held.clone(),
            emptied,
            without_rows: without_rows || is_refused_by_name(step, alter, action, table),
            version: self.version,
        }));
    }
}

/// Whether the server looks at no row, since a constraint of the name is there: an index's name it looks up as late as it
/// builds the index. A block that asks whether there is one is written for databases without.
fn is_refused_by_name(step: &Step, alter: &AlterTable, action: &AlterAction, table: &Relation) -> bool {
    let AlterActionKind::AddConstraint { constraint } = &action.kind else { return false };
    let by_name = matches!(constraint.kind, ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_));
    let Some(name) = constraint.name.as_ref().filter(|_| by_name && !step.conditional) else { return false };
    let dropped = alter.actions.iter().any(|action| {
        matches!(&action.kind, AlterActionKind::DropConstraint { constraint, .. } if constraint.name == name.name)
    });
    let there = table.constraint(&name.name).filter(|there| !dropped && !there.inherited);
    let made = there.and_then(|there| there.origin.created());
    made.is_some_and(|made| step.before.is_seen_since([made]))
}

impl<'a> Altering<'a> {
    /// The definition of the column that the action adds.
    pub fn added_column(&self) -> Option<&'a ColumnDef> {
        match &self.action.kind {
            AlterActionKind::AddColumn { column, .. } => Some(column),
            _ => None,
        }
    }

    /// Whether the action adds a column that is computed for every row: `add-column-stored-generated` speaks of its
    /// constraints too, since the way around one is the way around the other.
    pub fn stores_generated(&self) -> bool {
        let generated = self.added_column().and_then(|column| column.generated.as_ref());
        generated.is_some_and(|generated| generated.stored) && self.rewrites()
    }

    /// The constraints that the action adds, alone or beside a column. A column that leaves nulls where none may be is
    /// refused, and its constraints with it.
    pub fn added_constraints(&self) -> &'a [TableConstraint] {
        match &self.action.kind {
            AlterActionKind::AddConstraint { constraint } => std::slice::from_ref(&**constraint),
            AlterActionKind::AddColumn { column, .. } if !self.leaves_nulls(column) => &column.constraints,
            _ => &[],
        }
    }

    pub fn rewrites(&self) -> bool {
        self.does(|kind| *kind == WorkKind::Rewrite)
    }

    pub fn scans(&self) -> bool {
        self.does(|kind| *kind == WorkKind::Scan)
    }

    pub fn builds_index(&self) -> bool {
        self.does(|kind| matches!(kind, WorkKind::IndexBuild { .. }))
    }

    /// What the action would do if it were written like this, alone.
    pub fn effects_if(&self, kind: AlterActionKind) -> Effects {
        self.effects_of(vec![AlterAction { kind, span: self.action.span }])
    }

    /// Whether the action brings such work about: it would with nothing beside it, or the statement would be without it if it were not
    /// there.
    fn does(&self, what: fn(&WorkKind) -> bool) -> bool {
        let works = |effects: &Effects| works_on(effects, self.step, self.table, what);
        !self.without_rows
            && works(&self.step.effects)
            && (self.alter.actions.len() == 1
                || works(&self.effects_of(self.this_in_a_free_place()))
                || !works(&self.effects_of(self.all_but_this())))
    }

    /// The action, and what goes beside it that it could not do its work with: a default that would not fit the column
    /// any more, and a constraint or a column whose name it takes.
    fn this_in_a_free_place(&self) -> Vec<AlterAction> {
        let takes = |name: &Ident| {
            let mut added = added_by(&self.action.kind);
            added.any(|constraint| constraint.name.as_ref().is_some_and(|own| own.name == name.name))
        };
        let drops = |action: &AlterAction| match (&action.kind, &self.action.kind) {
            (
                AlterActionKind::DropDefault { column },
                AlterActionKind::AlterColumnType { column: changed, .. },
            ) => column.name == changed.name,
            (
                AlterActionKind::DropColumn { column, .. },
                AlterActionKind::AddColumn { column: added, .. },
            ) => column.name == added.name.name,
            (AlterActionKind::DropConstraint { constraint, .. }, _) => takes(constraint),
            _ => false,
        };
        let actions = self.alter.actions.iter();
        actions.filter(|action| drops(action) || std::ptr::eq(*action, self.action)).cloned().collect()
    }

    fn all_but_this(&self) -> Vec<AlterAction> {
        let others = self.alter.actions.iter().filter(|action| !std::ptr::eq(*action, self.action));
        others.cloned().collect()
    }

    fn effects_of(&self, actions: Vec<AlterAction>) -> Effects {
        let alter = AlterTable { actions, ..self.alter.clone() };
        Effects::of(&Statement::AlterTable(Box::new(alter)), &self.step.before, self.version)
    }

    /// Whether an added column must not be null and no value is given for the rows that exist.
    pub fn leaves_nulls(&self, column: &ColumnDef) -> bool {
        leaves_nulls(&self.step.before, column)
    }
}

/// The constraints that an action adds, alone or beside a column.
fn added_by(action: &AlterActionKind) -> impl Iterator<Item = &TableConstraint> {
    let (alone, beside): (Option<&TableConstraint>, &[TableConstraint]) = match action {
        AlterActionKind::AddConstraint { constraint } => (Some(constraint), &[]),
        AlterActionKind::AddColumn { column, .. } => (None, &column.constraints),
        _ => (None, &[]),
    };
    alone.into_iter().chain(beside)
}

/// What a step does to a table as ALTER TABLE.
pub(super) fn actions_on(step: &Step, table: RelationId) -> &[AlterAction] {
    match &step.statement.kind {
        Statement::AlterTable(alter) if step.before.resolve_id(&alter.name) == Some(table) => &alter.actions,
        _ => &[],
    }
}

/// Whether an added column must not be null and no value is given for the rows that exist.
pub fn leaves_nulls(catalog: &Catalog, column: &ColumnDef) -> bool {
    let primary = |kind: &ConstraintKind| matches!(kind, ConstraintKind::PrimaryKey(_));
    let required = column.not_null || column.constraints.iter().any(|c| primary(&c.kind));
    required && gives_nothing(catalog, column)
}

/// Whether the type of an added column takes no null, and no value is given for the rows that exist.
pub fn type_refuses_nulls(catalog: &Catalog, column: &ColumnDef) -> bool {
    let domains = column.data_type.as_ref().map(|data_type| catalog.domains_of(data_type));
    domains.is_some_and(|domains| domains.iter().any(|domain| !domain.takes_null()))
        && gives_nothing(catalog, column)
}

fn gives_nothing(catalog: &Catalog, column: &ColumnDef) -> bool {
    let given = column.default.as_ref().is_some_and(|default| default.expr != Expr::Null)
        || column.generated.is_some()
        || column.identity.is_some();
    let by_type = column.data_type.as_ref().is_some_and(|data_type| {
        let domains = catalog.domains_of(data_type);
        data_type.serial_base().is_some() || domains.iter().any(|domain| domain.default.is_some())
    });
    !given && !by_type
}

impl Step {
    /// Whether the statement does such work on a table or on what is below it.
    pub fn works_on(&self, table: &Relation, what: fn(&WorkKind) -> bool) -> bool {
        works_on(&self.effects, self, table, what)
    }
}

fn works_on(effects: &Effects, step: &Step, table: &Relation, what: fn(&WorkKind) -> bool) -> bool {
    let below = step.before.descendants(table.id);
    let concerned = |relation| relation == table.id || below.iter().any(|child| child.id == relation);
    effects.work.iter().any(|work| what(&work.kind) && concerned(work.relation))
}
