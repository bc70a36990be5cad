//! What hangs on what (pg_depend): the objects that go when one goes, and the relations that their going locks.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::LockReason;
use super::prediction::Prediction;
use super::volatility::is_built_in;
use crate::ast::{Expr, FunctionCall, IndexKey, Name, PartitionElement, TypeName};
use crate::catalog::{
    Catalog, Column, Constraint, ConstraintDef, Index, Place, Policy, QualifiedName, Relation, RelationId,
    RelationKind, Routine, Trigger, TypeDef, TypeDefKind, same_types,
};
use crate::lock::LockMode::{AccessExclusive, ShareUpdateExclusive};
use crate::version::PgVersion;

/// An object that can be dropped, as a reference into the catalog.
#[derive(Clone, Copy)]
pub enum Object<'a> {
    Relation(&'a Relation),
    Column(&'a Relation, &'a Column),
    Constraint(&'a Relation, &'a Constraint),
    Default(&'a Relation, &'a Column),
    Trigger(&'a Relation, &'a Trigger),
    Policy(&'a Relation, &'a Policy),
    Type(&'a TypeDef),
    Routine(&'a Routine),
}

/// How firmly a dependent holds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// It goes without asking: an index of a table.
    Automatic,
    /// Without CASCADE it forbids the drop: a view on a table.
    Normal,
}

/// Everything that goes along.
pub(super) struct Closure<'a> {
    pub(super) objects: Vec<Object<'a>>,
    /// What of it only goes with CASCADE, and not with another object that does.
    pub(super) by_cascade: Vec<Object<'a>>,
    /// Where that was made.
    pub(super) held_since: Vec<Place>,
}

impl<'a> Object<'a> {
    /// Two references to one object are equal by what they name.
    fn key(&self) -> (u8, Option<RelationId>, &'a str, &'a str) {
        match *self {
            Object::Relation(relation) => (0, Some(relation.id), "", ""),
            Object::Column(table, column) => (1, Some(table.id), &column.name, ""),
            Object::Constraint(table, constraint) => (2, Some(table.id), &constraint.name, ""),
            Object::Default(table, column) => (3, Some(table.id), &column.name, ""),
            Object::Trigger(table, trigger) => (4, Some(table.id), &trigger.name, ""),
            Object::Policy(table, policy) => (5, Some(table.id), &policy.name, ""),
            Object::Type(definition) => (6, None, &definition.name.schema, &definition.name.name),
            Object::Routine(routine) => (7, None, &routine.name.schema, &routine.name.name),
        }
    }
}

impl Object<'_> {
    /// Where it was made or last defined, if the history shows that.
    fn made(&self) -> Option<Place> {
        match self {
            Object::Relation(relation) => relation.definition.or(relation.origin.created()),
            Object::Column(_, column) | Object::Default(_, column) => column.origin.created(),
            Object::Constraint(_, constraint) => constraint.origin.created(),
            Object::Trigger(_, trigger) => trigger.origin.created(),
            Object::Policy(_, policy) => policy.origin.created(),
            Object::Type(definition) => definition.origin.created(),
            Object::Routine(routine) => routine.defined_at.or(routine.origin.created()),
        }
    }
}

/// What goes where some objects are dropped together with CASCADE, and would not as a part of them.
pub fn cascade<'a>(catalog: &'a Catalog, roots: &[Object<'a>]) -> Vec<Object<'a>> {
    closure(catalog, roots, PgVersion::V15).by_cascade
}

/// Follows the dependencies from the objects that a statement names.
pub(super) fn closure<'a>(catalog: &'a Catalog, roots: &[Object<'a>], version: PgVersion) -> Closure<'a> {
    let mut found = Closure { objects: Vec::new(), by_cascade: Vec::new(), held_since: Vec::new() };
    // What goes by itself is followed first, so that only what is left needs CASCADE.
    let mut automatic: VecDeque<Object<'a>> = roots.iter().copied().collect();
    let mut normal: VecDeque<Object<'a>> = VecDeque::new();
    let mut known = FxHashSet::default();
    loop {
        let (object, by_cascade) = match automatic.pop_front() {
            Some(object) => (object, false),
            None => match normal.pop_front() {
                Some(object) => (object, true),
                None => return found,
            },
        };
        if !known.insert(object.key()) || by_cascade && goes_with_its_table(object, &found.objects) {
            continue;
        }
        found.by_cascade.extend(by_cascade.then_some(object));
        found.held_since.extend(object.made().filter(|_| by_cascade));
        found.objects.push(object);
        for (dependent, hold) in dependents(catalog, object, version) {
            match hold {
                Hold::Automatic => automatic.push_back(dependent),
                Hold::Normal => normal.push_back(dependent),
            }
        }
    }
}

/// What hangs on a table that is dropped itself needs no CASCADE.
fn goes_with_its_table(object: Object<'_>, dropped: &[Object<'_>]) -> bool {
    let table = match object {
        Object::Column(table, _)
        | Object::Constraint(table, _)
        | Object::Default(table, _)
        | Object::Trigger(table, _)
        | Object::Policy(table, _) => table.id,
        Object::Relation(_) | Object::Type(_) | Object::Routine(_) => return false,
    };
    let column = match object {
        Object::Default(_, column) => Some(&column.name),
        _ => None,
    };
    dropped.iter().any(|dropped| match dropped {
        Object::Relation(relation) => relation.id == table,
        Object::Column(of, dropped) => of.id == table && Some(&dropped.name) == column,
        _ => false,
    })
}

type Dependents<'a> = Vec<(Object<'a>, Hold)>;

fn dependents<'a>(catalog: &'a Catalog, object: Object<'a>, version: PgVersion) -> Dependents<'a> {
    match object {
        Object::Relation(relation) => relation_dependents(catalog, relation),
        Object::Column(table, column) => column_dependents(catalog, table, column, version),
        Object::Constraint(table, constraint) => constraint_dependents(catalog, table, constraint),
        Object::Type(definition) => type_dependents(catalog, definition),
        Object::Routine(routine) => routine_dependents(catalog, routine),
        Object::Default(..) | Object::Trigger(..) | Object::Policy(..) => Vec::new(),
    }
}

fn relation_dependents<'a>(catalog: &'a Catalog, relation: &'a Relation) -> Dependents<'a> {
    let mut found: Dependents<'a> = Vec::new();
    let related = |ids: &'a [RelationId]| ids.iter().filter_map(|id| catalog.relation(*id));
    found.extend(related(&relation.indexes).map(|index| (Object::Relation(index), Hold::Automatic)));
    found.extend(relation.constraints.iter().map(|c| (Object::Constraint(relation, c), Hold::Automatic)));
    found.extend(relation.triggers.iter().map(|t| (Object::Trigger(relation, t), Hold::Automatic)));
    found.extend(relation.policies.iter().map(|p| (Object::Policy(relation, p), Hold::Automatic)));
    found.extend(related(&relation.read_by).map(|reader| (Object::Relation(reader), Hold::Normal)));
    for child in related(&relation.children) {
        let hold = if child.is_partition() || child.kind.is_index() { Hold::Automatic } else { Hold::Normal };
        found.push((Object::Relation(child), hold));
    }
    let keys = catalog.referencing(relation.id).into_iter().filter(|(holder, _)| holder.id != relation.id);
    found.extend(keys.map(|(holder, constraint)| (Object::Constraint(holder, constraint), Hold::Normal)));
    // A foreign key to a partitioned table is one to each of its partitions too.
    for ancestor in catalog.ancestors(relation.id).into_iter().filter(|_| relation.is_partition()) {
        let keys =
            catalog.referencing(ancestor.id).into_iter().filter(|(holder, _)| holder.id != relation.id);
        found.extend(keys.map(|(holder, constraint)| (Object::Constraint(holder, constraint), Hold::Normal)));
    }
    if relation.kind == RelationKind::Sequence {
        found.extend(defaults_from(catalog, relation));
    } else if !relation.kind.is_index() {
        let sequences = relation.columns.iter().filter_map(|column| catalog.relation(column.sequence?));
        let owned = sequences.filter(|sequence| {
            sequence.sequence_owner.as_ref().is_some_and(|(owner, _, _)| *owner == relation.id)
        });
        found.extend(owned.map(|sequence| (Object::Relation(sequence), Hold::Automatic)));
        found.extend(columns_of_row_type(catalog, relation));
        found.extend(routines_of(catalog, &relation.name));
    }
    let owned = relation.index.as_deref().is_none_or(|index| index.constraint.is_some());
    if relation.kind.is_index() && !owned {
        let keys = catalog.resting_on(relation).into_iter();
        found.extend(keys.map(|(holder, key)| (Object::Constraint(holder, key), Hold::Normal)));
    }
    found
}

/// The columns whose default takes numbers from a sequence.
fn defaults_from<'a>(catalog: &'a Catalog, sequence: &'a Relation) -> Dependents<'a> {
    let uses = |column: &Column| {
        column.default.as_ref().is_some_and(|default| {
            super::sequence::named_in(default, catalog).iter().any(|used| used.id == sequence.id)
        })
    };
    let owner = sequence.sequence_owner.as_ref().and_then(|(owner, _, _)| catalog.relation(*owner));
    let mentioning = catalog.mentioning(&sequence.name.name);
    mentioning
        .filter(|table| owner.is_none_or(|owner| owner.id != table.id))
        .chain(owner)
        .flat_map(|table| table.columns.iter().map(move |column| (table, &**column)))
        .filter(|(_, column)| uses(column))
        .map(|(table, column)| (Object::Default(table, column), Hold::Normal))
        .collect()
}

fn columns_of_row_type<'a>(catalog: &'a Catalog, relation: &'a Relation) -> Dependents<'a> {
    columns_of(catalog, &relation.name)
}

fn columns_of<'a>(catalog: &'a Catalog, name: &QualifiedName) -> Dependents<'a> {
    catalog
        .mentioning(&name.name)
        .flat_map(|table| table.columns.iter().map(move |column| (table, &**column)))
        .filter(|(_, column)| column.data_type.as_ref().is_some_and(|used| is_type(catalog, used, name)))
        .map(|(table, column)| (Object::Column(table, column), Hold::Normal))
        .collect()
}

/// Whether a written type name means this type, an array of it included.
pub(super) fn is_type(catalog: &Catalog, used: &TypeName, name: &QualifiedName) -> bool {
    if used.name != name.name {
        return false;
    }
    match (&used.schema, catalog.column_type(used)) {
        (Some(schema), _) => *schema == name.schema,
        (None, Some(definition)) => definition.name == *name,
        (None, None) => catalog.resolve(&used.object_name()).is_some_and(|relation| *relation.name == *name),
    }
}

fn column_dependents<'a>(
    catalog: &'a Catalog,
    table: &'a Relation,
    column: &'a Column,
    version: PgVersion,
) -> Dependents<'a> {
    let name = &column.name;
    let mut found: Dependents<'a> = Vec::new();
    for index in catalog.indexes_of(table) {
        if index.index.as_deref().is_some_and(|definition| index_mentions(definition, name)) {
            found.push((Object::Relation(index), Hold::Automatic));
        }
    }
    let constraints = table.constraints.iter().filter(|constraint| constraint_mentions(constraint, name));
    found.extend(constraints.map(|constraint| (Object::Constraint(table, constraint), Hold::Automatic)));
    for child in table.children.iter().filter_map(|child| catalog.relation(*child)) {
        if let Some(inherited) = child.column(name).filter(|inherited| inherited.inherited) {
            found.push((Object::Column(child, inherited), Hold::Automatic));
        }
    }
    let owned = column
        .sequence
        .and_then(|sequence| catalog.relation(sequence))
        .filter(|sequence| sequence.sequence_owner.as_ref().is_some_and(|(owner, _, _)| *owner == table.id));
    found.extend(owned.map(|sequence| (Object::Relation(sequence), Hold::Automatic)));

    for reader in table.read_by.iter().filter_map(|reader| catalog.relation(*reader)) {
        if catalog.surely_reads(reader, table, name) {
            found.push((Object::Relation(reader), Hold::Normal));
        }
    }
    for other in table.columns.iter().filter(|other| other.name != *name) {
        if other.generated.as_ref().is_some_and(|generated| generated.expr.expr.mentions_column(name)) {
            // Up to 14 a generated column is dropped together with what it is made from (observed on 13.23 and 14.23).
            let hold = if version >= PgVersion::V15 { Hold::Normal } else { Hold::Automatic };
            found.push((Object::Column(table, other), hold));
        }
    }
    let policies = table.policies.iter().filter(|policy| catalog.policy_uses(policy, table, name));
    found.extend(policies.map(|policy| (Object::Policy(table, policy), Hold::Normal)));
    let triggers = table.triggers.iter().filter(|trigger| trigger_mentions(trigger, name));
    found.extend(triggers.map(|trigger| (Object::Trigger(table, trigger), Hold::Normal)));
    found.extend(foreign_keys_over(catalog, table, std::slice::from_ref(name), None).into_iter().filter(
        |(key, _)| {
            matches!(key, Object::Constraint(_, constraint) if matches!(&constraint.kind,
            ConstraintDef::ForeignKey { referenced_columns, .. } if referenced_columns.contains(name)))
        },
    ));
    found
}

fn constraint_dependents<'a>(
    catalog: &'a Catalog,
    table: &'a Relation,
    constraint: &'a Constraint,
) -> Dependents<'a> {
    let mut found: Dependents<'a> = Vec::new();
    if let Some(index) = constraint.index().and_then(|index| catalog.relation(index)) {
        found.push((Object::Relation(index), Hold::Automatic));
        found.extend(foreign_keys_over(catalog, table, &constraint.columns(), Some(index)));
    }
    for child in table.children.iter().filter_map(|child| catalog.relation(*child)) {
        if let Some(inherited) = child.constraint(&constraint.name).filter(|inherited| inherited.inherited) {
            found.push((Object::Constraint(child, inherited), Hold::Automatic));
        }
    }
    found
}

/// The foreign keys that rest on a unique index over these columns. With the index given, all of its columns must be
/// the referenced ones and no other unique index may take its place.
fn foreign_keys_over<'a>(
    catalog: &'a Catalog,
    table: &'a Relation,
    columns: &[Name],
    index: Option<&Relation>,
) -> Dependents<'a> {
    let rests = |constraint: &Constraint| match &constraint.kind {
        ConstraintDef::ForeignKey { referenced_columns, .. } => match index {
            Some(index) => {
                crate::catalog::same_names(referenced_columns, columns)
                    && catalog.first_unique(table, columns).is_none_or(|first| first.id == index.id)
            }
            None => columns.iter().all(|column| referenced_columns.contains(column)),
        },
        _ => false,
    };
    let keys = catalog.referencing(table.id).into_iter();
    keys.filter(|(_, constraint)| rests(constraint))
        .map(|(holder, constraint)| (Object::Constraint(holder, constraint), Hold::Normal))
        .collect()
}

fn type_dependents<'a>(catalog: &'a Catalog, definition: &'a TypeDef) -> Dependents<'a> {
    let mut found = columns_of(catalog, &definition.name);
    let uses = |used: &TypeName| is_type(catalog, used, &definition.name);
    for other in catalog.types() {
        let depends = match &other.kind {
            TypeDefKind::Domain { base, .. } => uses(base),
            _ => false,
        };
        if depends {
            found.push((Object::Type(other), Hold::Normal));
        }
    }
    found.extend(routines_of(catalog, &definition.name));
    found.extend(defaults_of(catalog, definition));
    found
}

/// The functions that take or give values of a type.
fn routines_of<'a>(catalog: &'a Catalog, name: &QualifiedName) -> Dependents<'a> {
    let uses = |used: &TypeName| is_type(catalog, used, name);
    let using = catalog.routines_with(&name.name).filter(|routine| routine.types().any(uses));
    using.map(|routine| (Object::Routine(routine), Hold::Normal)).collect()
}

/// The defaults that are left with values of a type when their column has another one.
fn defaults_of<'a>(catalog: &'a Catalog, definition: &TypeDef) -> Dependents<'a> {
    let mut found = Vec::new();
    for table in catalog.mentioning(&definition.name.name) {
        for column in &table.columns {
            let cast = column.default.as_ref().is_some_and(
                |default| matches!(default, Expr::Cast { to, .. } if is_type(catalog, to, &definition.name)),
            );
            let own = column.data_type.as_ref().is_some_and(|own| is_type(catalog, own, &definition.name));
            if cast && !own {
                found.push((Object::Default(table, column), Hold::Normal));
            }
        }
    }
    found
}

fn routine_dependents<'a>(catalog: &'a Catalog, routine: &'a Routine) -> Dependents<'a> {
    callers(catalog, routine).into_iter().map(|caller| (caller, Hold::Normal)).collect()
}

/// What calls a function, and can mean no other.
pub fn callers<'a>(catalog: &'a Catalog, routine: &Routine) -> Vec<Object<'a>> {
    let is_same =
        |other: &Routine| other.name == routine.name && same_types(&other.signature(), &routine.signature());
    let namesakes: Vec<&Routine> = catalog
        .all_routines()
        .filter(|other| other.name.name == routine.name.name && !is_same(other))
        .collect();
    let is_call = |call: &FunctionCall| {
        let takes_it = |routine: &Routine| routine.takes(call.arguments.len());
        let schema = &routine.name.schema;
        let found = catalog.session.search_path.contains(schema) || schema == "public";
        // Written without a schema, the server's own comes first.
        let own = call.schema.is_some() || found && !is_built_in(&call.name);
        own && names(call, routine) && !namesakes.iter().any(|other| takes_it(other))
    };
    calling(catalog, routine, &is_call)
}

/// The same, and what may as well call another function of that name.
pub fn possible_callers<'a>(catalog: &'a Catalog, routine: &Routine) -> Vec<Object<'a>> {
    calling(catalog, routine, &|call: &FunctionCall| names(call, routine))
}

/// Whether a call can be one of a function.
fn names(call: &FunctionCall, routine: &Routine) -> bool {
    call.name == routine.name.name
        && call.schema.as_ref().is_none_or(|written| *written == routine.name.schema)
        && routine.takes(call.arguments.len())
}

/// Triggers, defaults, generated columns, checks, policies, indexes and views with a call of a function.
fn calling<'a>(
    catalog: &'a Catalog,
    routine: &Routine,
    is_call: &dyn Fn(&FunctionCall) -> bool,
) -> Vec<Object<'a>> {
    let name = &routine.name;
    let calls = |expr: &Expr| expr.calls_any(is_call);
    let called = |expr: &Option<Expr>| expr.as_ref().is_some_and(calls);
    let mut found = Vec::new();
    for relation in catalog.mentioning(&name.name) {
        let triggers = relation.triggers.iter().filter(|t| t.function == *name || called(&t.when));
        found.extend(triggers.map(|trigger| Object::Trigger(relation, trigger)));
        // No expression can call it.
        if routine.is_for_triggers() {
            continue;
        }
        for column in &relation.columns {
            if called(&column.default) {
                found.push(Object::Default(relation, column));
            }
            if column.generated.as_ref().is_some_and(|generated| calls(&generated.expr.expr)) {
                found.push(Object::Column(relation, column));
            }
        }
        let checks = relation
            .constraints
            .iter()
            .filter(|known| matches!(&known.kind, ConstraintDef::Check { expr, .. } if calls(expr)));
        found.extend(checks.map(|constraint| Object::Constraint(relation, constraint)));
        let policies = relation.policies.iter().filter(|p| called(&p.using) || called(&p.with_check));
        found.extend(policies.map(|policy| Object::Policy(relation, policy)));
        let mut in_query = false;
        relation.query.iter().for_each(|query| {
            query.walk_expressions(&mut |expr| in_query |= matches!(expr, Expr::Call(call) if is_call(call)));
        });
        if in_query || relation.index.as_deref().is_some_and(|index| index.expressions().any(calls)) {
            found.push(Object::Relation(relation));
        }
    }
    found
}

/// Whether an index is on a column, or asks for it.
pub fn index_mentions(index: &Index, column: &str) -> bool {
    let in_keys = index.elements.iter().any(|element| match &element.key {
        IndexKey::Column(name) => name == column,
        IndexKey::Expression(expr) => expr.mentions_column(column),
    });
    in_keys
        || index.include.iter().any(|name| name == column)
        || index.predicate.as_ref().is_some_and(|predicate| predicate.mentions_column(column))
}

/// Whether a constraint is on a column, or asks for it.
pub fn constraint_mentions(constraint: &Constraint, column: &str) -> bool {
    constraint.columns().iter().any(|name| name == column)
        || matches!(&constraint.kind, ConstraintDef::Check { expr, .. } if expr.mentions_column(column))
}

pub(super) fn trigger_mentions(trigger: &Trigger, column: &str) -> bool {
    trigger.columns.iter().any(|name| name == column)
        || trigger.when.as_ref().is_some_and(|when| when.mentions_column(column))
}

pub(super) fn in_partition_key(table: &Relation, column: &str) -> bool {
    table.partition_key.as_deref().is_some_and(|key| {
        key.elements.iter().any(|element| match element {
            PartitionElement::Column(name) => name == column,
            PartitionElement::Expression(expr) => expr.mentions_column(column),
        })
    })
}

/// Whether a function with a SQL-standard body, whose dependencies the server tracks, uses a column.
pub(super) fn read_by_sql_body(catalog: &Catalog, table: &Relation, column: &str) -> bool {
    let bodies = catalog.all_routines().filter_map(|routine| routine.definition.as_deref());
    let statements = bodies.filter(|body| body.sql_body).flat_map(|body| &body.statements);
    statements
        .filter_map(|inside| match &inside.statement.kind {
            crate::ast::Statement::Select(query) => Some(&**query),
            crate::ast::Statement::Insert(insert) => insert.source.as_ref(),
            _ => None,
        })
        .any(|query| {
            let reads = query.relations.iter().any(|name| catalog.resolve_id(name) == Some(table.id));
            reads && catalog.query_uses(query, table, column)
        })
}

impl<'a> Prediction<'a> {
    /// The locks that dropping these objects takes (performMultipleDeletions and what it calls for each of them).
    pub(super) fn lock_dropped(&mut self, objects: &[Object<'a>], named: &[RelationId]) {
        for object in objects {
            match *object {
                Object::Relation(relation) => self.lock_dropped_relation(relation, named),
                Object::Column(table, _)
                | Object::Default(table, _)
                | Object::Trigger(table, _)
                | Object::Policy(table, _) => self.lock(table, AccessExclusive, reason(table, named)),
                Object::Constraint(table, constraint) => {
                    self.lock(table, AccessExclusive, reason(table, named));
                    // The foreign key's triggers on the other side go too; one that is not enforced has none.
                    if let Some(referenced) = constraint.references().filter(|_| constraint.enforced) {
                        self.lock_referenced(referenced, AccessExclusive);
                    }
                }
                Object::Type(_) | Object::Routine(_) => {}
            }
        }
    }

    fn lock_dropped_relation(&mut self, relation: &'a Relation, named: &[RelationId]) {
        self.lock(relation, AccessExclusive, reason(relation, named));
        if let Some(table) = relation.index.as_deref().and_then(|index| index.table) {
            self.lock_id(table, AccessExclusive, LockReason::Index);
        }
        if relation.is_partition() {
            for parent in &relation.parents {
                self.lock_id(*parent, AccessExclusive, LockReason::Parent);
                if let Some(default) = self.before.default_partition(*parent) {
                    self.lock(default, AccessExclusive, LockReason::DefaultPartition);
                }
            }
        }
    }

    /// Statistics objects only ask that no one else changes their table.
    pub(super) fn lock_statistics(&mut self, name: &QualifiedName) {
        let before = self.before;
        for statistics in before.statistics().filter(|statistics| statistics.name == *name) {
            for relation in &statistics.relations {
                self.lock_id(*relation, ShareUpdateExclusive, LockReason::Target);
            }
        }
    }
}

fn reason(relation: &Relation, named: &[RelationId]) -> LockReason {
    if named.contains(&relation.id) { LockReason::Target } else { LockReason::Dependent }
}
