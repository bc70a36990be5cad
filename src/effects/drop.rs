//! `DROP …` of anything, with what CASCADE reaches.

use super::dependency::{Object, closure};
use super::prediction::Prediction;
use super::{LockReason, Loss};
use crate::ast::{DropObjects, Expr, IndexElement, IndexKey, Name, ObjectKind, ObjectRef, TypeName};
use crate::catalog::{Index, Relation, RelationId, RelationKind, Routine};
use crate::lock::LockMode::{AccessExclusive, ShareUpdateExclusive};

use super::alter_table::Alteration;

/// The types that widespread extensions bring: dropping the extension drops the columns.
const EXTENSION_TYPES: &[(&str, &[&str])] = &[
    ("citext", &["citext"]),
    ("cube", &["cube"]),
    ("hstore", &["hstore"]),
    ("isn", &["ean13", "isbn", "isbn13", "ismn", "issn", "upc"]),
    ("ltree", &["ltree", "lquery", "ltxtquery"]),
    ("postgis", &["geometry", "geography", "box2d", "box3d"]),
    ("seg", &["seg"]),
    ("vector", &["vector", "halfvec", "sparsevec"]),
];

/// The functions that widespread extensions bring and that stand in defaults.
const EXTENSION_FUNCTIONS: &[(&str, &[&str])] = &[
    ("pgcrypto", &["crypt", "digest", "gen_random_bytes", "gen_salt", "hmac"]),
    (
        "uuid-ossp",
        &["uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4", "uuid_nil"],
    ),
    ("unaccent", &["unaccent"]),
];

/// The types that GiST and GIN know nothing of without btree_gist and btree_gin.
const SCALARS: &[&str] = &[
    "bit",
    "bool",
    "bpchar",
    "bytea",
    "date",
    "float4",
    "float8",
    "int2",
    "int4",
    "int8",
    "interval",
    "macaddr",
    "money",
    "numeric",
    "oid",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "uuid",
    "varbit",
    "varchar",
];

impl<'a> Prediction<'a> {
    pub(super) fn drop_objects(&mut self, drop: &DropObjects) {
        if drop.concurrently {
            return self.drop_index_concurrently(drop);
        }
        let roots = self.roots(drop);
        let named: Vec<RelationId> = roots.iter().filter_map(named_relation).collect();
        let reached = closure(self.before, &roots, self.version);
        // A schema or an extension is only a name for what depends on it.
        let holder = matches!(drop.kind, ObjectKind::Schema | ObjectKind::Extension) && !roots.is_empty();
        if (!reached.by_cascade.is_empty() || holder) && !drop.cascade && !drop.owned {
            let message = match drop.objects.as_slice() {
                [object] => {
                    format!("cannot drop {} because other objects depend on it", self.described(object))
                }
                _ => "cannot drop desired object(s) because other objects depend on them".to_owned(),
            };
            if self.fail_for("2BP01", message, reached.held_since.iter().copied()) {
                return;
            }
        }
        for index in roots.iter().filter_map(|root| match root {
            Object::Relation(relation) if relation.kind.is_index() => Some(*relation),
            _ => None,
        }) {
            self.refuse_index_drop(index);
        }
        self.lock_dropped(&reached.objects, &named);
        for object in &drop.objects {
            if drop.kind == ObjectKind::Rule {
                self.lock_ruled(object);
            }
            self.lock_unseen_part(drop, object);
            if object.kind == ObjectKind::Statistics {
                let name = self.before.qualify(&object.name);
                self.lock_statistics(&name);
            }
        }
        self.losses_of(&reached.objects);
    }

    fn losses_of(&mut self, objects: &[Object<'a>]) {
        for object in objects {
            match object {
                Object::Relation(relation)
                    if matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable) =>
                {
                    self.loss(Loss::Rows(relation.id));
                }
                Object::Column(table, column) => self.loss(Loss::Column(table.id, column.name.clone())),
                _ => {}
            }
        }
    }

    /// The objects that the statement names and that exist.
    fn roots(&self, drop: &DropObjects) -> Vec<Object<'a>> {
        let mut roots = Vec::new();
        for object in &drop.objects {
            if drop.owned {
                let owned = self.before.relations().filter(|relation| {
                    relation.owner.as_ref() == Some(&object.name.name) && !relation.kind.is_index()
                });
                roots.extend(owned.map(Object::Relation));
                continue;
            }
            self.add_roots(drop.kind, object, &mut roots);
        }
        roots
    }

    fn add_roots(&self, kind: ObjectKind, object: &ObjectRef, roots: &mut Vec<Object<'a>>) {
        let before = self.before;
        let part = object.part.as_ref().map(|part| &part.name);
        match kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence => roots.extend(self.resolve(&object.name).map(Object::Relation)),
            ObjectKind::Trigger => {
                let table = self.resolve(&object.name);
                let found = table.and_then(|table| Some((table, table.trigger(part?)?)));
                let Some((table, trigger)) = found else { return };
                roots.push(Object::Trigger(table, trigger));
                // A row trigger of a partitioned table is cloned to its partitions.
                for child in self.descendants(table).into_iter().filter(|_| trigger.row) {
                    roots.push(Object::Trigger(child, child.trigger(&trigger.name).unwrap_or(trigger)));
                }
            }
            ObjectKind::Policy => {
                let table = self.resolve(&object.name);
                let found = table.and_then(|table| Some(Object::Policy(table, table.policy(part?)?)));
                roots.extend(found);
            }
            ObjectKind::Type | ObjectKind::Domain => match before.type_def(&object.name) {
                Some(definition) => roots.push(Object::Type(definition)),
                None => roots.extend(
                    self.resolve(&object.name)
                        .filter(|relation| relation.kind == RelationKind::CompositeType)
                        .map(Object::Relation),
                ),
            },
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                let overloads = before.routines(&object.name);
                let matches = |routine: &&Routine| match &object.arguments {
                    Some(arguments) => same_signature(routine, arguments),
                    None => true,
                };
                roots.extend(overloads.into_iter().filter(matches).map(Object::Routine));
            }
            ObjectKind::Schema => self.add_schema(&object.name.name, roots),
            ObjectKind::Extension => self.add_extension(&object.name.name, roots),
            _ => {}
        }
    }

    fn add_schema(&self, schema: &Name, roots: &mut Vec<Object<'a>>) {
        let before = self.before;
        let in_schema = |relation: &&Relation| relation.name.schema == *schema && !relation.kind.is_index();
        let inside = before.relations().filter(in_schema);
        roots.extend(inside.map(Object::Relation));
        roots.extend(before.types().filter(|definition| definition.name.schema == *schema).map(Object::Type));
        roots.extend(before.all_routines().filter(|r| r.name.schema == *schema).map(Object::Routine));
    }

    fn add_extension(&self, extension: &Name, roots: &mut Vec<Object<'a>>) {
        let listed = |table: &'static [(&str, &'static [&'static str])]| {
            table.iter().find(|(name, _)| extension == name).map_or(&[][..], |(_, members)| *members)
        };
        for index in self.before.relations() {
            if index.index.as_deref().is_some_and(|definition| self.needs_extension(definition, extension)) {
                roots.push(Object::Relation(index));
            }
        }
        let (types, functions) = (listed(EXTENSION_TYPES), listed(EXTENSION_FUNCTIONS));
        let calls = |default: &Expr| default.calls_any(|call| functions.contains(&call.name.as_str()));
        for table in self.before.relations() {
            for column in &table.columns {
                let data_type = column.data_type.as_ref().map_or("", |data_type| data_type.name.as_str());
                if types.contains(&data_type) {
                    roots.push(Object::Column(table, column));
                } else if column.default.as_ref().is_some_and(calls) {
                    roots.push(Object::Default(table, column));
                }
            }
        }
    }

    /// The table of a trigger or policy that the history has not made: where there is none, the statement fails.
    fn lock_unseen_part(&mut self, drop: &DropObjects, object: &ObjectRef) {
        let Some(relation) = self.resolve(&object.name) else { return };
        let Some(part) = object.part.as_ref().map(|part| &part.name) else { return };
        // With IF EXISTS it is there only where code that the history does not show has made it.
        let may_be_there = |made| self.before.may_hide(drop.kind, made);
        if drop.if_exists && !relation.origin.created().is_some_and(may_be_there) {
            return;
        }
        let unseen = match drop.kind {
            ObjectKind::Trigger => relation.trigger(part).is_none(),
            ObjectKind::Policy => relation.policy(part).is_none(),
            _ => false,
        };
        if unseen {
            self.unsure += u8::from(drop.if_exists);
            self.lock(relation, AccessExclusive, LockReason::Target);
            self.unsure -= u8::from(drop.if_exists);
        }
    }

    /// The relation of a rule that is there.
    fn lock_ruled(&mut self, object: &ObjectRef) {
        let part = object.part.as_ref().map(|part| &part.name);
        let relation = self.resolve(&object.name);
        if let Some(relation) =
            relation.filter(|relation| relation.rules.iter().any(|rule| Some(rule) == part))
        {
            self.lock(relation, AccessExclusive, LockReason::Target);
        }
    }

    /// Whether an index rests on the operator classes that an extension brings.
    fn needs_extension(&self, index: &Index, extension: &str) -> bool {
        let table = index.table.and_then(|table| self.relation(table));
        let lends = |element: &IndexElement| match (&element.operator_class, &element.key) {
            (Some(class), _) => extension == "pg_trgm" && class.ends_with("_trgm_ops"),
            (None, IndexKey::Column(column)) => {
                let column = table.and_then(|table| table.column(column));
                let data_type = column.and_then(|column| column.data_type.as_ref());
                extension == format!("btree_{}", index.method)
                    && data_type.is_some_and(|of| of.array == 0 && SCALARS.contains(&of.name.as_str()))
            }
            (None, IndexKey::Expression(_)) => false,
        };
        index.elements.iter().any(lends)
    }

    /// An index that a constraint owns goes with the constraint only.
    fn refuse_index_drop(&mut self, index: &Relation) {
        let Some(definition) = index.index.as_deref() else { return };
        let table = definition.table.and_then(|table| self.relation(table));
        if let (Some(constraint), Some(table)) = (&definition.constraint, table) {
            let message = format!(
                "cannot drop index {} because constraint {constraint} on table {} requires it",
                index.name.name, table.name.name
            );
            self.fail("2BP01", message);
        } else if let Some(parent) = index.parents.first().and_then(|parent| self.relation(*parent)) {
            let message = format!(
                "cannot drop index {} because index {} requires it",
                index.name.name, parent.name.name
            );
            self.fail("2BP01", message);
        }
    }

    /// `DROP INDEX CONCURRENTLY` takes one index that nothing hangs on.
    fn drop_index_concurrently(&mut self, drop: &DropObjects) {
        self.refuse_transaction("DROP INDEX CONCURRENTLY");
        if drop.objects.len() > 1 {
            self.fail("0A000", "DROP INDEX CONCURRENTLY does not support dropping multiple objects");
        }
        if drop.cascade {
            self.fail("0A000", "DROP INDEX CONCURRENTLY does not support CASCADE");
        }
        for object in &drop.objects {
            let Some(index) = self.resolve(&object.name) else { continue };
            if index.kind == RelationKind::PartitionedIndex {
                let message = format!("cannot drop partitioned index \"{}\" concurrently", index.name.name);
                self.fail("0A000", message);
            }
            self.refuse_index_drop(index);
            let reached = closure(self.before, &[Object::Relation(index)], self.version);
            if !reached.by_cascade.is_empty() {
                let message =
                    format!("cannot drop {} because other objects depend on it", self.described(object));
                self.fail_for("2BP01", message, reached.held_since.iter().copied());
            }
            if let Some(table) = index.index.as_deref().and_then(|definition| definition.table) {
                self.lock_id(table, ShareUpdateExclusive, LockReason::Index);
            }
            self.lock(index, AccessExclusive, LockReason::Target);
        }
    }

    pub(super) fn drop_column(&mut self, name: &Name, cascade: bool, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let Some(column) = target.column(name) else { return };
        if column.inherited {
            return self.fail("42P16", format!("cannot drop inherited column \"{name}\""));
        }
        if super::dependency::in_partition_key(target, name) {
            let message = format!(
                "cannot drop column \"{name}\" because it is part of the partition key of relation \"{}\"",
                target.name.name
            );
            return self.fail("42P16", message);
        }
        let shown = format!("column {name} of table {}", target.name.name);
        if let Some(reached) = self.drop_part(Object::Column(target, column), &shown, cascade, alteration) {
            self.losses_of(&reached);
        }
    }

    /// Locks what goes with a part of a table, and says what that is; nothing where the server refuses.
    pub(super) fn drop_part(
        &mut self,
        part: Object<'a>,
        shown: &str,
        cascade: bool,
        alteration: &mut Alteration<'a>,
    ) -> Option<Vec<Object<'a>>> {
        let reached = closure(self.before, &[part], self.version);
        if !reached.by_cascade.is_empty() && !cascade && self.needs_cascade_still(part, alteration) {
            let message = format!("cannot drop {shown} because other objects depend on it");
            if self.fail_for("2BP01", message, reached.held_since.iter().copied()) {
                return None;
            }
        }
        for object in &reached.objects {
            match object {
                Object::Constraint(table, constraint) => {
                    alteration.dropped_constraints.push((table.id, constraint.name.clone()));
                }
                Object::Relation(index) if index.kind.is_index() => alteration.dropped_indexes.push(index.id),
                _ => {}
            }
        }
        alteration.dropped.extend(&reached.objects);
        self.lock_dropped(&reached.objects, &[alteration.target.id]);
        Some(reached.objects)
    }

    /// Whether a part holds more than what earlier actions of the same statement have dropped.
    fn needs_cascade_still(&self, part: Object<'a>, alteration: &Alteration<'a>) -> bool {
        let parts: Vec<Object<'a>> = alteration.dropped.iter().copied().chain([part]).collect();
        parts.len() == 1 || !closure(self.before, &parts, self.version).by_cascade.is_empty()
    }

    fn described(&self, object: &ObjectRef) -> String {
        let name = match &object.name.schema {
            Some(schema) if schema != "public" => format!("{schema}.{}", object.name.name),
            _ => object.name.name.to_string(),
        };
        match (&object.part, object.kind) {
            (Some(part), kind) => format!("{} {} on table {name}", kind.name(), part.name),
            (None, ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine) => {
                let arguments = object.arguments.iter().flatten().map(super::type_change::type_words);
                format!("function {name}({})", arguments.collect::<Vec<_>>().join(","))
            }
            (None, kind @ (ObjectKind::Domain | ObjectKind::ForeignTable)) => {
                let word = if kind == ObjectKind::Domain { "type" } else { "foreign table" };
                format!("{word} {name}")
            }
            (None, kind) => format!("{} {name}", kind.name()),
        }
    }
}

fn named_relation(object: &Object<'_>) -> Option<RelationId> {
    match object {
        Object::Relation(relation)
        | Object::Column(relation, _)
        | Object::Constraint(relation, _)
        | Object::Default(relation, _)
        | Object::Trigger(relation, _)
        | Object::Policy(relation, _) => Some(relation.id),
        Object::Type(_) | Object::Routine(_) => None,
    }
}

fn same_signature(routine: &Routine, arguments: &[TypeName]) -> bool {
    let signature = routine.signature();
    signature.len() == arguments.len()
        && signature
            .iter()
            .zip(arguments)
            .all(|(own, written)| own.name == written.name && (own.array > 0) == (written.array > 0))
}
