//! Every object of a catalog with its properties as text, so that catalogs can be shown and compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::Vector;
use rustc_hash::FxHashSet;

use super::properties::{
    Properties, Property, action, column_properties, fingerprint, literal, policy_properties,
    replica_identity, trigger_properties,
};
use super::show::{self, expression, index_element, list, type_name};
use super::{
    Catalog, Constraint, ConstraintDef, Index, Origin, Relation, RelationId, RelationKind, Routine, Shared,
    TypeDef, TypeDefKind,
};
use crate::ast::{Name, Persistence, quoted};

/// What an object is and what it is called: `index`, `users_email_idx`. What hangs on a relation has its name in
/// front: `column`, `users.email`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: &'static str,
    pub(super) name: String,
}

#[derive(Debug)]
pub(super) struct Object {
    pub(super) origin: Origin,
    /// The object that it is a part of.
    pub(super) owner: Option<Key>,
    pub(super) properties: Vec<Property>,
}

/// What to leave out because it is the same in the other catalog of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The relations that differ in anything.
    pub(super) relations: &'a FxHashSet<RelationId>,
    pub(super) other: &'a Catalog,
    /// Also the columns of views, which follow from their queries.
    pub(super) outputs: bool,
}

/// Every object that is not the server's own.
pub(super) fn objects(catalog: &Catalog, scope: Option<Scope<'_>>) -> BTreeMap<Key, Object> {
    let other = scope.map(|scope| scope.other);
    let outputs = scope.is_none_or(|scope| scope.outputs);
    let mut collected = Collected { catalog, other, outputs, objects: BTreeMap::new() };
    match scope {
        None => {
            catalog.relations().for_each(|relation| collected.relation(relation));
            catalog.types().for_each(|found| collected.type_def(found));
            catalog.all_routines().for_each(|routine| collected.routine(routine));
        }
        Some(Scope { relations, other, .. }) => {
            let differ = relations.iter().filter_map(|id| catalog.relation(*id));
            differ.for_each(|relation| collected.relation(relation));
            let types = Some(&catalog.seldom.types).filter(|types| !types.ptr_eq(&other.seldom.types));
            for (name, found) in types.into_iter().flatten() {
                if !other.seldom.types.get(name).is_some_and(|same| Arc::ptr_eq(same, found)) {
                    collected.type_def(found);
                }
            }
            let routines = Some(&catalog.routines).filter(|routines| !routines.ptr_eq(&other.routines));
            for (name, overloads) in routines.into_iter().flatten() {
                if !other.routines.get(name).is_some_and(|same| same_overloads(same, overloads)) {
                    overloads.iter().for_each(|routine| collected.routine(routine));
                }
            }
        }
    }
    collected.rest();
    collected.objects
}

fn same_overloads(one: &Vector<Arc<Routine>>, other: &Vector<Arc<Routine>>) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other))
}

/// The parts that are not the very same in another list.
fn fresh<'p, T>(
    parts: &'p Shared<Arc<T>>,
    other: Option<&'p Shared<Arc<T>>>,
) -> impl Iterator<Item = &'p Arc<T>> {
    let unchanged = other.is_some_and(|other| parts.is_same(other));
    let holds = move |at: usize, part: &Arc<T>| {
        // Most are where they were.
        let here = other.and_then(|other| other.get(at)).into_iter();
        let anywhere = other.into_iter().flat_map(|other| other.iter());
        here.chain(anywhere).any(|known| Arc::ptr_eq(known, part))
    };
    let parts = parts.iter().enumerate().take(if unchanged { 0 } else { parts.len() });
    parts.filter(move |(at, part)| !holds(*at, part)).map(|(_, part)| part)
}

struct Collected<'a> {
    catalog: &'a Catalog,
    /// The catalog it is compared with, if it is.
    other: Option<&'a Catalog>,
    outputs: bool,
    objects: BTreeMap<Key, Object>,
}

impl<'a> Collected<'a> {
    fn put(
        &mut self,
        kind: &'static str,
        name: String,
        origin: Origin,
        owner: Option<&Key>,
        with: Properties,
    ) {
        let object = Object { origin, owner: owner.cloned(), properties: with.0 };
        self.objects.insert(Key { kind, name }, object);
    }

    fn name_of(&self, id: RelationId) -> String {
        self.catalog.relation(id).map_or("?".to_owned(), |relation| relation.name.to_string())
    }

    fn relation(&mut self, relation: &Relation) {
        if relation.origin == Origin::Existing {
            return;
        }
        let key = Key { kind: relation.kind.name(), name: relation.name.to_string() };
        if self.counterpart(relation).is_some_and(|same| relation.looks_like(same)) {
            return self.parts(relation, &key);
        }
        let owner = self.owner_of(relation);
        let mut properties = Properties::default();
        match &relation.index {
            // Of an index that is only assumed nothing is known.
            Some(index) if matches!(relation.origin, Origin::Assumed { .. }) => {
                let table = index.table.map(|table| self.name_of(table)).unwrap_or_default();
                properties.aside(index.table.is_some(), "on", table);
            }
            Some(index) => self.index(index, &mut properties),
            None => self.relation_properties(relation, &mut properties),
        }
        let parents = list(relation.parents.iter().map(|parent| self.name_of(*parent)));
        let label = match relation.partition_bound {
            Some(_) => "partition of",
            None if relation.kind.is_index() => "part of",
            None => "inherits",
        };
        properties.say_some(label, Some(parents).filter(|parents| !parents.is_empty()));
        properties.say_some("for", relation.partition_bound.as_deref().map(show::partition_bound));
        self.common_properties(relation, &mut properties);
        self.put(key.kind, key.name.clone(), relation.origin, owner.as_ref(), properties);
        self.parts(relation, &key);
    }

    /// The table of an index, the column of an owned sequence.
    fn owner_of(&self, relation: &Relation) -> Option<Key> {
        let key = |id| {
            let owner = self.catalog.relation(id)?;
            Some(Key { kind: owner.kind.name(), name: owner.name.to_string() })
        };
        if let Some((table, column, _)) = &*relation.sequence_owner {
            return Some(Key { kind: "column", name: format!("{}.{}", key(*table)?.name, quoted(column)) });
        }
        let index = relation.index.as_ref()?;
        match &index.constraint {
            Some(name) => Some(Key {
                kind: "constraint",
                name: format!("{}.{}", key(index.table?)?.name, quoted(name)),
            }),
            None => key(index.table?),
        }
    }

    fn relation_properties(&self, relation: &Relation, properties: &mut Properties) {
        let has_columns = !matches!(relation.kind, RelationKind::Sequence | RelationKind::CompositeType);
        if has_columns && self.other.is_none() {
            let columns = list(relation.columns.iter().map(|column| quoted(&column.name).into_owned()));
            properties.aside(true, "", format!("({columns})"));
            properties.aside(!relation.columns_known, "and columns unknown", "");
        }
        if relation.kind == RelationKind::Sequence {
            properties.say("type", relation.sequence_type.as_deref().unwrap_or("int8"));
            if let Some((table, column, identity)) = &*relation.sequence_owner {
                let label = if *identity { "identity of" } else { "owned by" };
                properties.say(label, format!("{}.{}", self.name_of(*table), quoted(column)));
            }
        }
        let reads = list(relation.reads.iter().map(|read| self.name_of(*read)));
        properties.say_some("reads", Some(reads).filter(|reads| !reads.is_empty()));
        properties.say_some("partition by", relation.partition_key.as_deref().map(show::partition_key));
        let filled = relation.populated && relation.kind != RelationKind::Sequence;
        properties.aside(filled, "filled", "");
    }

    fn common_properties(&self, relation: &Relation, properties: &mut Properties) {
        properties.say_if(relation.persistence == Persistence::Unlogged, "unlogged");
        properties.say_if(relation.row_security, "row security");
        properties.say_if(relation.force_row_security, "force row security");
        let mut options: Vec<String> = relation
            .options
            .iter()
            .filter(|option| !is_as_without(option))
            .map(|option| match &option.value {
                Some(value) => format!("{} = {value}", option.name),
                None => option.name.to_string(),
            })
            .collect();
        options.sort();
        properties.say_some("with", Some(options.join(", ")).filter(|options| !options.is_empty()));
        properties.say_some("access method", relation.access_method.as_ref());
        properties.say_some("tablespace", relation.tablespace.as_ref());
        properties.say_some("replica identity", relation.replica_identity.as_ref().map(replica_identity));
        properties.say_some("owner", relation.owner.as_ref());
        properties.say_some("comment", relation.comment.as_ref().map(literal));
        let mut grants: Vec<String> = relation
            .grants
            .iter()
            .map(|(privilege, to)| {
                let privilege = if privilege.is_empty() { "all" } else { privilege.as_str() };
                format!("{privilege} to {to}")
            })
            .collect();
        grants.sort();
        properties.say_some("grants", Some(grants.join(", ")).filter(|grants| !grants.is_empty()));
    }

    fn index(&self, index: &Index, properties: &mut Properties) {
        let table = index.table.map_or("?".to_owned(), |table| self.name_of(table));
        let columns = index.table.and_then(|table| self.catalog.relation(table));
        let elements =
            list(index.elements.iter().map(|element| index_element(&show::as_column(element, columns))));
        properties.say_if(index.unique, "unique");
        properties.say("on", format!("{table} using {} ({elements})", index.method));
        let include = Some(&index.include).filter(|include| !include.is_empty());
        properties.say_some("include", include.map(|include| format!("({})", show::names(include))));
        properties.say_some("where", index.predicate.as_ref().map(expression));
        properties.say_if(index.nulls_not_distinct, "nulls not distinct").say_if(!index.valid, "invalid");
    }

    fn parts(&mut self, relation: &Relation, key: &Key) {
        let part = |name: &Name| format!("{}.{}", key.name, quoted(name));
        let same = self.counterpart(relation);
        let is_view = matches!(relation.kind, RelationKind::View | RelationKind::MaterializedView);
        if !is_view || self.outputs {
            for column in fresh(&relation.columns, same.map(|same| &same.columns)) {
                self.put("column", part(&column.name), column.origin, Some(key), column_properties(column));
            }
        }
        let refers = |constraint: &&Arc<Constraint>| !self.refers_alike(constraint);
        let moved = relation.constraints.iter().filter(|_| same.is_some()).filter(refers);
        let changed = fresh(&relation.constraints, same.map(|same| &same.constraints)).chain(moved);
        for constraint in changed.collect::<Vec<_>>() {
            let properties = self.constraint(constraint);
            self.put("constraint", part(&constraint.name), constraint.origin, Some(key), properties);
        }
        for trigger in fresh(&relation.triggers, same.map(|same| &same.triggers)) {
            let properties = trigger_properties(trigger);
            self.put("trigger", part(&trigger.name), trigger.origin, Some(key), properties);
        }
        for policy in fresh(&relation.policies, same.map(|same| &same.policies)) {
            self.put("policy", part(&policy.name), policy.origin, Some(key), policy_properties(policy));
        }
        for rule in &relation.rules {
            self.put("rule", part(rule), relation.origin, Some(key), Properties::default());
        }
    }

    /// The relation in the other catalog whose parts have the same names in front.
    fn counterpart(&self, relation: &Relation) -> Option<&'a Relation> {
        self.other?.relation(relation.id).filter(|same| same.name == relation.name)
    }

    /// Whether what a constraint refers to has the same name in both catalogs.
    fn refers_alike(&self, constraint: &Constraint) -> bool {
        let name = |catalog: &'a Catalog, id| catalog.relation(id).map(|relation| &relation.name);
        let Some((id, other)) = constraint.references().zip(self.other) else { return true };
        name(self.catalog, id) == name(other, id)
    }

    fn constraint(&self, constraint: &Constraint) -> Properties {
        let mut properties = Properties::default();
        match &constraint.kind {
            ConstraintDef::Unknown => &mut properties,
            ConstraintDef::Check { expr, .. } => properties.say("check", format!("({})", expression(expr))),
            ConstraintDef::NotNull { column } => properties.say("not null", quoted(column)),
            ConstraintDef::PrimaryKey { columns, .. } => {
                properties.say("primary key", format!("({})", show::names(columns)))
            }
            ConstraintDef::Unique { columns, .. } => {
                properties.say("unique", format!("({})", show::names(columns)))
            }
            ConstraintDef::Exclusion { definition, .. } => {
                let elements = definition
                    .elements
                    .iter()
                    .map(|(element, operator)| format!("{} with {operator}", index_element(element)));
                properties.say("exclude", format!("using {} ({})", definition.method, list(elements)))
            }
            ConstraintDef::ForeignKey {
                columns,
                references,
                referenced_columns,
                on_delete,
                on_update,
                delete_sets,
            } => {
                let referenced =
                    format!("{} ({})", self.name_of(*references), show::names(referenced_columns));
                let on_columns = |action: &str| match delete_sets.as_slice() {
                    [] => action.to_owned(),
                    columns => format!("{action} ({})", show::names(columns)),
                };
                properties
                    .say("foreign key", format!("({}) references {referenced}", show::names(columns)))
                    .say_some("on delete", action(*on_delete).map(on_columns))
                    .say_some("on update", action(*on_update))
            }
        };
        properties
            .say_if(!constraint.enforced, "not enforced")
            .say_if(constraint.enforced && !constraint.validated, "not valid")
            .say_if(constraint.deferrable, "deferrable")
            .say_if(constraint.initially_deferred, "initially deferred")
            .say_if(constraint.no_inherit, "no inherit")
            .say_if(constraint.inherited, "inherited");
        properties
    }

    fn type_def(&mut self, found: &TypeDef) {
        let mut properties = Properties::default();
        let kind = match &found.kind {
            TypeDefKind::Enum { values } => {
                let values = list(values.iter().map(|value| literal(&value.value)));
                properties.say("values", format!("({values})"));
                "enum"
            }
            TypeDefKind::Domain { base, not_null, default, checks } => {
                properties.say("type", type_name(base)).say_if(*not_null, "not null");
                properties.say_some("default", default.as_ref().map(expression));
                for check in checks {
                    let valid = if check.validated { "" } else { " not valid" };
                    let shown = format!("{} ({}){valid}", quoted(&check.name), expression(&check.expr));
                    properties.say("check", shown);
                }
                "domain"
            }
            TypeDefKind::Composite { attributes } => {
                let shown = attributes.iter().map(|(name, of)| format!("{} {}", quoted(name), type_name(of)));
                properties.say("attributes", format!("({})", list(shown)));
                "composite type"
            }
            TypeDefKind::Range => "range type",
            TypeDefKind::Base | TypeDefKind::Assumed => "type",
        };
        properties.say_some("comment", found.comment.as_ref().map(literal));
        self.put(kind, found.name.to_string(), found.origin, None, properties);
    }

    fn routine(&mut self, routine: &Routine) {
        let arguments = list(routine.signature().into_iter().map(type_name));
        let kind = if routine.procedure { "procedure" } else { "function" };
        let mut properties = Properties::default();
        properties.say_some("returns", routine.returns.as_ref().map(type_name));
        properties.say_some("language", Some(&routine.language).filter(|language| !language.is_empty()));
        if routine.origin.created().is_some() && !routine.procedure {
            properties.say("volatility", format!("{:?}", routine.volatility).to_ascii_lowercase());
        }
        properties.say_if(routine.security_definer, "security definer");
        properties
            .say_some("settings", Some(show::names(&routine.settings)).filter(|shown| !shown.is_empty()));
        properties.say_if(routine.public_revoked, "execute revoked from public");
        properties.say_some("comment", routine.comment.as_ref().map(literal));
        let body = routine.definition.as_ref().and_then(|definition| definition.body.as_ref());
        if let Some((body, _)) = body {
            properties.0.push(Property {
                label: "body",
                value: fingerprint(body, &routine.language),
                aside: false,
            });
        }
        let unknown = routine.origin.created().is_none() && routine.parameters.is_empty();
        let name = if unknown { routine.name.to_string() } else { format!("{}({arguments})", routine.name) };
        self.put(kind, name, routine.origin, None, properties);
    }

    fn rest(&mut self) {
        let catalog = self.catalog;
        if self.other.is_some_and(|other| catalog.has_same_rest(other)) {
            return;
        }
        for (name, origin) in catalog.schemas() {
            if origin != Origin::Existing {
                self.put("schema", quoted(name).into_owned(), origin, None, Properties::default());
            }
        }
        for (name, extension) in &catalog.seldom.extensions {
            let mut properties = Properties::default();
            properties.say_some("schema", extension.schema.as_ref());
            properties.say_some("version", extension.version.as_ref());
            self.put("extension", quoted(name).into_owned(), extension.origin, None, properties);
        }
        for (name, publication) in catalog.publications() {
            let mut properties = Properties::default();
            let mut tables: Vec<String> =
                publication.tables.iter().map(|table| self.name_of(*table)).collect();
            tables.sort();
            properties.say_if(publication.all_tables, "for all tables");
            properties.say_some("tables", Some(tables.join(", ")).filter(|tables| !tables.is_empty()));
            let schemas = show::names(&publication.schemas);
            properties.say_some("schemas", Some(schemas).filter(|schemas| !schemas.is_empty()));
            self.put("publication", quoted(name).into_owned(), publication.origin, None, properties);
        }
        for statistics in catalog.statistics() {
            let mut properties = Properties::default();
            let tables = list(statistics.relations.iter().map(|table| self.name_of(*table)));
            properties.say("on", format!("{tables} ({})", show::names(&statistics.columns)));
            self.put("statistics object", statistics.name.to_string(), statistics.origin, None, properties);
        }
    }
}

/// Whether a view with this option is what it is without it.
fn is_as_without(option: &crate::ast::RelOption) -> bool {
    let off = |value: &str| matches!(value.to_ascii_lowercase().as_str(), "false" | "off" | "no" | "0");
    matches!(option.name.as_str(), "security_invoker" | "security_barrier")
        && option.value.as_deref().is_some_and(off)
}
