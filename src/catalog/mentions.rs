//! Which relations mention a type, a sequence or a function, so that a drop need not look at every one there is.

use std::sync::Arc;

use imbl::Vector;

use super::{
    Catalog, Column, Constraint, ConstraintDef, Index, Policy, QualifiedName, Relation, RelationId, Routine,
    Shared, Trigger,
};
use crate::ast::{Expr, Name, Query};

/// Types and functions that nobody drops, and that most tables use.
const BUILT_IN: &[&str] = &[
    "array_length",
    "array_to_string",
    "avg",
    "bool",
    "bpchar",
    "btrim",
    "bytea",
    "char_length",
    "concat",
    "count",
    "current_setting",
    "date",
    "date_part",
    "date_trunc",
    "event_trigger",
    "float4",
    "float8",
    "format",
    "gen_random_uuid",
    "inet",
    "int2",
    "int4",
    "int8",
    "interval",
    "json",
    "json_agg",
    "json_build_object",
    "jsonb",
    "jsonb_agg",
    "jsonb_array_elements",
    "jsonb_build_object",
    "jsonb_typeof",
    "left",
    "length",
    "lower",
    "max",
    "min",
    "name",
    "nextval",
    "now",
    "numeric",
    "octet_length",
    "oid",
    "record",
    "regclass",
    "regexp_replace",
    "replace",
    "round",
    "row_number",
    "split_part",
    "string_agg",
    "substring",
    "sum",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "timezone",
    "to_char",
    "to_tsvector",
    "trigger",
    "tsvector",
    "upper",
    "uuid",
    "uuid_generate_v4",
    "varchar",
    "void",
];

impl Catalog {
    /// Every relation that may mention this name, without its schema, as the type of a column, as a sequence in a default,
    /// or as a function that something in it calls. Whether it really does, and means this object, is for the caller to see.
    pub fn mentioning(&self, name: &Name) -> impl Iterator<Item = &Relation> {
        let everyone = is_built_in(name).then(|| self.relations());
        let known = self.mentions.get(name).into_iter().flatten();
        let known =
            known.filter(|_| everyone.is_none()).filter_map(|id| self.relation(*id)).collect::<Vec<_>>();
        everyone.into_iter().flatten().chain(known)
    }

    /// Every routine that may take or give values of a type of this name, without its schema.
    pub fn routines_with(&self, name: &Name) -> impl Iterator<Item = &Routine> {
        let everyone = is_built_in(name).then(|| self.all_routines());
        let known = self.routine_types.get(name).into_iter().flatten();
        let known = known.filter(|_| everyone.is_none()).filter_map(|name| self.routines.get(name));
        let known = known.flatten().map(Arc::as_ref).collect::<Vec<_>>();
        everyone.into_iter().flatten().chain(known)
    }

    /// Gives a name these overloads.
    pub(super) fn put_routines(&mut self, name: QualifiedName, overloads: Vector<Arc<Routine>>) {
        self.note_types_of_routines(&name, &overloads);
        self.routines.insert(name, overloads);
    }

    pub(super) fn note_types_of_routines(&mut self, name: &QualifiedName, overloads: &Vector<Arc<Routine>>) {
        let types = overloads.iter().flat_map(|routine| routine.types());
        for used in types.filter(|used| !is_built_in(&used.name)) {
            if !self.routine_types.get(&used.name).is_some_and(|known| known.contains(name)) {
                self.routine_types.entry(used.name.clone()).or_default().insert(name.clone());
            }
        }
    }

    pub(super) fn note_mentions(&mut self, id: RelationId, names: Vec<Name>) {
        for name in names {
            if self.mentions.get(&name).is_some_and(|known| known.contains(&id)) {
                continue;
            }
            self.mentions.entry(name).or_default().insert(id);
        }
    }
}

/// The parts of a relation that can mention something.
pub(super) struct Parts {
    columns: Shared<Arc<Column>>,
    constraints: Shared<Arc<Constraint>>,
    triggers: Shared<Arc<Trigger>>,
    policies: Shared<Arc<Policy>>,
    index: Option<Arc<Index>>,
    query: Option<Arc<Query>>,
}

impl Parts {
    pub(super) fn of(relation: &Relation) -> Self {
        Self {
            columns: relation.columns.clone(),
            constraints: relation.constraints.clone(),
            triggers: relation.triggers.clone(),
            policies: relation.policies.clone(),
            index: relation.index.clone(),
            query: relation.query.clone(),
        }
    }

    /// What the relation mentions now in parts that were not there, or not like this.
    pub(super) fn new_names(&self, now: &Relation) -> Vec<Name> {
        let mut names = Names::default();
        fresh(&self.columns, &now.columns).for_each(|column| names.of_column(column));
        for constraint in fresh(&self.constraints, &now.constraints) {
            if let ConstraintDef::Check { expr, .. } = &constraint.kind {
                names.of_expr(expr);
            }
        }
        for trigger in fresh(&self.triggers, &now.triggers) {
            names.add(&trigger.function.name);
            trigger.when.iter().for_each(|when| names.of_expr(when));
        }
        for policy in fresh(&self.policies, &now.policies) {
            policy.using.iter().chain(&policy.with_check).for_each(|expr| names.of_expr(expr));
        }
        if let Some(index) = now.index.as_ref().filter(|index| !is_same(self.index.as_ref(), index)) {
            index.expressions().for_each(|expr| names.of_expr(expr));
        }
        if let Some(query) = now.query.as_ref().filter(|query| !is_same(self.query.as_ref(), query)) {
            query.walk_expressions(&mut |part| names.of_part(part));
        }
        names.0
    }
}

/// Those of a list that were not at the same place in an earlier one.
fn fresh<'a, T>(before: &'a Shared<Arc<T>>, now: &'a Shared<Arc<T>>) -> impl Iterator<Item = &'a Arc<T>> {
    let changed = if before.is_same(now) { &[][..] } else { now.as_slice() };
    let other = |(at, part): &(usize, &Arc<T>)| !is_same(before.get(*at), part);
    changed.iter().enumerate().filter(other).map(|(_, part)| part)
}

fn is_same<T>(before: Option<&Arc<T>>, now: &Arc<T>) -> bool {
    before.is_some_and(|before| Arc::ptr_eq(before, now))
}

#[derive(Default)]
struct Names(Vec<Name>);

impl Names {
    fn add(&mut self, name: &Name) {
        if !is_built_in(name) {
            self.0.push(name.clone());
        }
    }

    /// The functions that are called.
    fn of_expr(&mut self, expr: &Expr) {
        expr.walk(&mut |part| self.of_part(part));
    }

    fn of_part(&mut self, part: &Expr) {
        if let Expr::Call(call) = part {
            self.add(&call.name);
        }
    }

    fn of_column(&mut self, column: &Column) {
        column.data_type.iter().for_each(|data_type| self.add(&data_type.name));
        column.generated.iter().for_each(|generated| self.of_expr(&generated.expr.expr));
        let Some(default) = &*column.default else { return };
        default.walk(&mut |part| match part {
            Expr::String(text) => {
                let last = text.rsplit('.').next().unwrap_or(text);
                self.0.push(Name::new(last.replace('"', "")));
            }
            part => self.of_part(part),
        });
    }
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN.binary_search(&name).is_ok()
}
