//! Questions to the catalog: what a name means, and what hangs on what.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    Baseline, Catalog, Constraint, ConstraintDef, Extension, Gone, Index, Origin, Place, PublicationDef,
    QualifiedName, Relation, RelationId, Routine, Seldom, StatisticsDef, Trigger, TypeDef,
};
use crate::ast::{
    IndexKey, Name, ObjectKind, ObjectName, ObjectRef, PartitionBound, ReplicaIdentity, TypeName,
};
use crate::source::Span;

impl Catalog {
    /// A database as `initdb` leaves it.
    pub fn new(baseline: Baseline) -> Self {
        let schemas = ["public", "pg_catalog", "information_schema", "pg_temp"];
        let schemas = schemas.map(|schema| (Name::new(schema), Origin::Existing)).into_iter().collect();
        Self { baseline, seldom: Seldom { schemas, ..Seldom::default() }.into(), ..Self::default() }
    }

    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(id).map(Arc::as_ref)
    }

    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values().map(Arc::as_ref)
    }

    /// The relations that are here and were not in an earlier catalog of the same history.
    pub fn made_since(&self, earlier: &Catalog) -> impl Iterator<Item = &Relation> {
        let made = (earlier.next_relation..self.next_relation).map(RelationId);
        made.filter_map(|id| self.relation(id)).filter(|relation| relation.origin.created().is_some())
    }

    /// The number that the next new relation gets: what two moments of a history have in between was made there.
    pub fn next_new(&self) -> u32 {
        self.next_relation
    }

    /// The relation that a name means under the present search path.
    pub fn resolve(&self, name: &ObjectName) -> Option<&Relation> {
        self.resolve_id(name).and_then(|id| self.relation(id))
    }

    pub fn resolve_id(&self, name: &ObjectName) -> Option<RelationId> {
        let lookup = |schema: &str| self.names.relation(schema, &name.name);
        match &name.schema {
            Some(schema) => lookup(schema),
            None => lookup("pg_temp")
                .or_else(|| self.session.search_path.iter().find_map(|schema| lookup(schema))),
        }
    }

    /// The relation that messages show under this name.
    pub fn relation_shown(&self, shown: &str) -> Option<&Relation> {
        if shown.contains('"') {
            return self.relations().find(|relation| relation.name.to_string() == shown);
        }
        let (schema, name) = shown.split_once('.').unwrap_or(("public", shown));
        self.relation_named(&QualifiedName { schema: Name::new(schema), name: Name::new(name) })
    }

    /// The schema and name that a statement creating or first naming it would mean.
    pub fn qualify(&self, name: &ObjectName) -> QualifiedName {
        let schema = name.schema.clone().unwrap_or_else(|| self.session.creation_schema());
        QualifiedName { schema, name: name.name.clone() }
    }

    /// Where code last ran that the history does not show: what was made before may be gone.
    pub fn unseen(&self) -> Option<Place> {
        self.seldom.unseen
    }

    /// Code ran here that the history does not show, or statements of a file that is not read.
    pub(crate) fn note_unseen(&mut self, place: Place) {
        self.seldom.unseen = Some(place);
    }

    /// Such code, by its words, may have made a trigger or a policy.
    pub(crate) fn note_unseen_parts(&mut self, place: Place, triggers: bool, policies: bool) {
        if triggers {
            self.seldom.unseen_triggers = Some(place);
        }
        if policies {
            self.seldom.unseen_policies = Some(place);
        }
    }

    /// Whether a table that was made at a place may have a trigger or a policy that the history does not show.
    pub fn may_hide(&self, kind: ObjectKind, made: Place) -> bool {
        let unseen = match kind {
            ObjectKind::Trigger => self.seldom.unseen_triggers,
            ObjectKind::Policy => self.seldom.unseen_policies,
            _ => None,
        };
        let order = |place: Place| (place.script, place.span.start);
        unseen.map(order) > Some(order(made))
    }

    /// Whether no code ran that the history does not show since the last of these places: what was made there is there.
    pub fn is_seen_since(&self, made: impl IntoIterator<Item = Place>) -> bool {
        let order = |place: Place| (place.script, place.span.start);
        let unseen = self.unseen().map(order);
        unseen.is_none() || made.into_iter().map(order).max() > unseen
    }

    /// Whether CREATE CAST has made casts between types.
    pub fn has_own_casts(&self) -> bool {
        self.seldom.has_own_casts
    }

    /// The schema and name of the relation that a name means, or of the one that it would mean.
    pub fn full_name(&self, name: &ObjectName) -> QualifiedName {
        self.resolve(name).map_or_else(|| self.qualify(name), |relation| (*relation.name).clone())
    }

    pub fn schema(&self, name: &str) -> Option<Origin> {
        self.seldom.schemas.get(name).copied()
    }

    /// The names of the extensions.
    pub fn extensions(&self) -> impl Iterator<Item = &Name> {
        self.seldom.extensions.keys()
    }

    pub fn extension(&self, name: &str) -> Option<&Extension> {
        self.seldom.extensions.get(name)
    }

    /// What became of the relation that once had this name.
    pub fn gone(&self, name: &QualifiedName) -> Option<&Gone> {
        self.names.get(&name.schema, &name.name)?.gone.as_deref()
    }

    /// The partitions of a partitioned table and of its partitions, at every level; likewise inheritance children.
    pub fn descendants(&self, id: RelationId) -> Vec<&Relation> {
        self.reach(id, |relation| &relation.children)
    }

    /// What links lead to, at every level, each once.
    fn reach(&self, id: RelationId, links: impl Fn(&Relation) -> &[RelationId]) -> Vec<&Relation> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        let mut open = vec![id];
        while let Some(from) = open.pop() {
            for next in self.relation(from).map(&links).unwrap_or_default() {
                if let Some(relation) = self.relation(*next).filter(|_| seen.insert(*next)) {
                    found.push(relation);
                    open.push(*next);
                }
            }
        }
        found
    }

    /// The foreign keys that point at a table, with the tables that hold them.
    pub fn referencing(&self, id: RelationId) -> Vec<(&Relation, &Constraint)> {
        let Some(referenced) = self.relation(id) else { return Vec::new() };
        let holders = referenced.referenced_by.iter().filter_map(|holder| self.relation(*holder));
        holders
            .flat_map(|holder| {
                let constraints = holder.constraints.iter();
                constraints
                    .filter(move |constraint| constraint.references() == Some(id))
                    .map(move |c| (holder, &**c))
            })
            .collect()
    }

    /// The default partition of a partitioned table.
    pub fn default_partition(&self, id: RelationId) -> Option<&Relation> {
        let parent = self.relation(id)?;
        let children = parent.children.iter().filter_map(|child| self.relation(*child));
        children.into_iter().find(|child| child.partition_bound.as_deref() == Some(&PartitionBound::Default))
    }

    /// The user-made type, domain or enum that a name means; `None` for built-in types.
    pub fn type_def(&self, name: &ObjectName) -> Option<&TypeDef> {
        let lookup = |schema: &Name| {
            self.seldom
                .types
                .get(&QualifiedName { schema: schema.clone(), name: name.name.clone() })
                .map(Arc::as_ref)
        };
        match &name.schema {
            Some(schema) => lookup(schema),
            None => self.session.search_path.iter().find_map(lookup),
        }
    }

    /// The user-made type of a column; the element type for an array.
    pub fn column_type(&self, data_type: &TypeName) -> Option<&TypeDef> {
        self.type_def(&data_type.object_name())
    }

    pub fn types(&self) -> impl Iterator<Item = &TypeDef> {
        self.seldom.types.values().map(Arc::as_ref)
    }

    /// Every overload of a function or procedure.
    pub fn routines(&self, name: &ObjectName) -> Vec<&Routine> {
        let lookup = |schema: &Name| {
            self.routines.get(&QualifiedName { schema: schema.clone(), name: name.name.clone() })
        };
        let overloads = match &name.schema {
            Some(schema) => lookup(schema),
            None => self.session.search_path.iter().find_map(lookup),
        };
        overloads.map(|overloads| overloads.iter().map(Arc::as_ref).collect()).unwrap_or_default()
    }

    /// The routine that a call with so many arguments means: the first that takes as many, or else any.
    pub fn called(&self, name: &ObjectName, arguments: Option<usize>) -> Option<&Routine> {
        let routines = self.routines(name);
        let fits = |routine: &&&Routine| arguments.is_none_or(|count| routine.signature().len() == count);
        routines.iter().find(fits).or(routines.first()).copied()
    }

    /// The very overload that a statement is about.
    pub fn routine_meant(&self, object: &ObjectRef) -> Option<&Routine> {
        let overloads = self.routines(&object.name);
        match (&object.arguments, overloads.as_slice()) {
            (None, [only]) => Some(*only),
            (None, _) => None,
            (Some(arguments), _) => overloads.into_iter().find(|routine| routine.is_meant(Some(arguments))),
        }
    }

    pub fn all_routines(&self) -> impl Iterator<Item = &Routine> {
        self.routines.values().flat_map(|overloads| overloads.iter().map(Arc::as_ref))
    }

    pub fn schemas(&self) -> impl Iterator<Item = (&Name, Origin)> {
        self.seldom.schemas.iter().map(|(name, origin)| (name, *origin))
    }

    pub fn statistics(&self) -> impl Iterator<Item = &StatisticsDef> {
        self.seldom.statistics.values().map(Arc::as_ref)
    }

    pub fn publications(&self) -> impl Iterator<Item = (&Name, &PublicationDef)> {
        self.seldom.publications.iter()
    }

    /// One of the publications that a table is in.
    pub fn publication_of(&self, table: &Relation) -> Option<&Name> {
        self.publications().find(|(_, publication)| publication.takes_in(table)).map(|(name, _)| name)
    }

    /// Whether the primary key, if there is one, is what tells the subscribers of a publication which row was changed.
    pub fn is_published_by_key(&self, table: &Relation) -> bool {
        matches!(*table.replica_identity, None | Some(ReplicaIdentity::Default))
            && self.publications().any(|(_, known)| known.publishes_changes && known.takes_in(table))
    }

    /// The relation with exactly this schema and name.
    pub fn relation_named(&self, name: &QualifiedName) -> Option<&Relation> {
        self.names.relation(&name.schema, &name.name).and_then(|id| self.relation(id))
    }

    /// Whether no unique index can be the one that ON CONFLICT of these columns asks for (infer_arbiter_indexes), as
    /// far as the history shows the table.
    pub fn lacks_arbiter(&self, table: &Relation, columns: &[Name]) -> bool {
        let serves = |index: &Index| {
            // Of what it is, the history may show only the name.
            index.elements.is_empty()
                // `((b))` is written as an expression, and is the column.
                || index.unique && index.elements.iter().any(|element| matches!(element.key, IndexKey::Expression(_)))
                || index.unique && index.predicate.is_none() && same_names(&index.key_columns(), columns)
        };
        table.has_known_arbiters()
            && columns.iter().all(|column| table.column(column).is_some())
            && !self.indexes_of(table).any(|index| index.index.as_deref().is_some_and(serves))
    }

    /// The function of a trigger, where there is only one of the name.
    pub fn function_of(&self, trigger: &Trigger) -> Option<&Routine> {
        let name = ObjectName::new(Some(&trigger.function.schema), &trigger.function.name, Span::default());
        match self.routines(&name).as_slice() {
            [routine] => Some(*routine),
            _ => None,
        }
    }

    /// The indexes of a relation, in the order they were made.
    pub fn indexes_of<'a>(&'a self, relation: &'a Relation) -> impl Iterator<Item = &'a Relation> {
        relation.indexes.iter().filter_map(|index| self.relation(*index))
    }

    /// The table of an index, where it is known.
    pub fn table_of(&self, index: RelationId) -> Option<&Relation> {
        self.relation(self.relation(index)?.index.as_ref()?.table?)
    }

    /// The unique index that a foreign key to these columns was made to rest on: the primary key's, or the oldest.
    pub fn first_unique<'a>(&'a self, table: &'a Relation, columns: &[Name]) -> Option<&'a Relation> {
        let primary = table.primary_key().and_then(|key| key.index()).and_then(|index| self.relation(index));
        primary.into_iter().chain(self.indexes_of(table)).find(|candidate| {
            candidate.index.as_deref().is_some_and(|index| {
                index.unique && index.predicate.is_none() && same_names(&index.key_columns(), columns)
            })
        })
    }

    /// The foreign keys that rest on a unique index.
    pub fn resting_on(&self, index: &Relation) -> Vec<(&Relation, &Constraint)> {
        let Some(definition) = index.index.as_deref().filter(|definition| definition.unique) else {
            return Vec::new();
        };
        let Some(table) = definition.table.and_then(|table| self.relation(table)) else { return Vec::new() };
        let columns = definition.key_columns();
        if columns.is_empty() {
            return Vec::new();
        }
        if self.first_unique(table, &columns).is_none_or(|first| first.id != index.id) {
            return Vec::new();
        }
        // A key that is older rests on one that the history does not show.
        let before = |constraint: &Constraint| match (index.origin.created(), constraint.origin.created()) {
            (Some(index), Some(key)) => (index.script, index.span.start) < (key.script, key.span.start),
            _ => true,
        };
        let rests = |constraint: &Constraint| match &constraint.kind {
            ConstraintDef::ForeignKey { referenced_columns, .. } => same_names(referenced_columns, &columns),
            _ => false,
        };
        let rests = |constraint: &Constraint| rests(constraint) && before(constraint);
        self.referencing(table.id).into_iter().filter(|(_, constraint)| rests(constraint)).collect()
    }

    /// The parents of a relation and theirs.
    pub fn ancestors(&self, id: RelationId) -> Vec<&Relation> {
        self.reach(id, |relation| &relation.parents)
    }

    /// The views and materialized views that read a relation, directly or through other views.
    pub fn readers(&self, id: RelationId) -> Vec<&Relation> {
        self.reach(id, |relation| &relation.read_by)
    }

    /// Whether a name is one of the server's own relations, which migrations read but do not lock others out of.
    pub fn is_system(&self, name: &ObjectName) -> bool {
        match &name.schema {
            Some(schema) => is_system_schema(schema),
            None => name.name.starts_with("pg_") && self.resolve_id(name).is_none(),
        }
    }
}

/// Whether two lists hold the same names, in any order.
pub(crate) fn same_names(left: &[Name], right: &[Name]) -> bool {
    left.len() == right.len() && left.iter().all(|name| right.contains(name))
}

pub(super) fn is_system_schema(schema: &str) -> bool {
    matches!(schema, "pg_catalog" | "information_schema" | "pg_toast")
}
