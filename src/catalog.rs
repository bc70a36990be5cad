//! The schema as the statements so far left it: cheap to clone, so that every step keeps the one before it.

use std::sync::Arc;

use imbl::{OrdMap, Vector};

use crate::ast::{Name, ObjectName, PartitionBound};
use crate::source::Span;

mod relation;
mod routine;
mod session;
mod types;

pub use relation::*;
pub use routine::*;
pub use session::*;
pub use types::*;

/// A relation's identity, which a rename does not change (PostgreSQL's OID).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub u32);

/// A schema and a name in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    pub schema: Name,
    pub name: Name,
}

impl std::fmt::Display for QualifiedName {
    /// As a message shows it: without the schema where that is `public`, quoted where SQL needs it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.schema != "public" {
            write!(f, "{}.", crate::ast::quoted(&self.schema))?;
        }
        f.write_str(&crate::ast::quoted(&self.name))
    }
}

/// Where something was made or last changed: which script of the history, and where in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub script: ScriptId,
    pub span: Span,
}

/// One script of the history, in the order they run. Down scripts are simulated apart and have their own numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScriptId(pub u32);

/// How an object came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A statement made it.
    Created(Place),
    /// Nobody made it: it is taken to exist and to be in use. `certain` is false where the statement that
    /// named it would also run without it (`IF EXISTS`).
    Assumed { certain: bool },
    /// It comes with the server, an extension or a snapshot of a database.
    Existing,
}

impl Origin {
    pub fn created(self) -> Option<Place> {
        match self {
            Origin::Created(place) => Some(place),
            _ => None,
        }
    }
}

/// Whether what is not in the catalog can exist all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    /// The history may have begun earlier, or parts of it are not SQL.
    #[default]
    Unknown,
    /// The history is whole: it began with an empty database.
    Empty,
}

/// Everything known at one moment.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    pub baseline: Baseline,
    pub session: Session,
    pub(crate) next_relation: u32,
    pub(crate) relations: OrdMap<RelationId, Arc<Relation>>,
    pub(crate) relation_names: OrdMap<QualifiedName, RelationId>,
    pub(crate) schemas: OrdMap<Name, Origin>,
    pub(crate) types: OrdMap<QualifiedName, Arc<TypeDef>>,
    pub(crate) routines: OrdMap<QualifiedName, Vector<Arc<Routine>>>,
    pub(crate) extensions: OrdMap<Name, Extension>,
    pub(crate) publications: OrdMap<Name, PublicationDef>,
    pub(crate) statistics: OrdMap<QualifiedName, Arc<StatisticsDef>>,
    /// Tables and schemas whose default privileges were set.
    pub(crate) default_privileges: bool,
    /// Names of relations that were dropped or renamed away, and where.
    pub(crate) gone: OrdMap<QualifiedName, Gone>,
}

/// What became of a name that no longer exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    pub place: Place,
    /// The name it has now, if it was renamed or moved.
    pub now: Option<RelationId>,
}

impl Catalog {
    /// A database as `initdb` leaves it.
    pub fn new(baseline: Baseline) -> Self {
        let mut catalog = Self { baseline, ..Self::default() };
        for schema in ["public", "pg_catalog", "information_schema", "pg_temp"] {
            catalog.schemas.insert(Name::new(schema), Origin::Existing);
        }
        catalog
    }

    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.get(&id).map(Arc::as_ref)
    }

    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values().map(Arc::as_ref)
    }

    /// The relation that a name means under the present search path.
    pub fn resolve(&self, name: &ObjectName) -> Option<&Relation> {
        self.resolve_id(name).and_then(|id| self.relation(id))
    }

    pub fn resolve_id(&self, name: &ObjectName) -> Option<RelationId> {
        let lookup = |schema: &Name| {
            self.relation_names
                .get(&QualifiedName { schema: schema.clone(), name: name.name.clone() })
                .copied()
        };
        match &name.schema {
            Some(schema) => lookup(schema),
            None => {
                let temporary = lookup(&Name::new_static("pg_temp"));
                temporary.or_else(|| self.session.search_path.iter().find_map(lookup))
            }
        }
    }

    /// The schema and name that a statement creating or first naming it would mean.
    pub fn qualify(&self, name: &ObjectName) -> QualifiedName {
        let schema = name.schema.clone().unwrap_or_else(|| self.session.creation_schema());
        QualifiedName { schema, name: name.name.clone() }
    }

    pub fn schema(&self, name: &str) -> Option<Origin> {
        self.schemas.get(name).copied()
    }

    pub fn extension(&self, name: &str) -> Option<&Extension> {
        self.extensions.get(name)
    }

    /// What became of the relation that once had this name.
    pub fn gone(&self, name: &QualifiedName) -> Option<&Gone> {
        self.gone.get(name)
    }

    /// The partitions of a partitioned table and of its partitions, at every level.
    pub fn descendants(&self, id: RelationId) -> Vec<&Relation> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(parent) = open.pop() {
            for child in self.relation(parent).map(|parent| parent.children.clone()).unwrap_or_default() {
                if let Some(relation) = self.relation(child) {
                    if !found.iter().any(|known: &&Relation| known.id == child) {
                        found.push(relation);
                        open.push(child);
                    }
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
}

impl Catalog {
    /// Gives the session a setting, as the configuration or the tool does before the first statement.
    pub fn configure(&mut self, _name: &str, _value: &str) {}

    /// Opens a transaction.
    pub fn begin(&mut self, open: OpenTransaction) {
        self.session.transaction = Some(open);
    }

    /// Ends the open transaction as a commit does: `SET LOCAL` values are gone.
    pub fn end_session_transaction(&mut self) {
        self.session.transaction = None;
    }

    /// Puts in what a statement names and nobody made: it is taken to exist and to be in use.
    pub fn assume(&mut self, _statement: &crate::ast::Statement) {}

    /// Makes the change that a statement makes.
    pub fn apply(
        &mut self,
        _statement: &crate::ast::ParsedStatement,
        _script: ScriptId,
        _version: crate::version::PgVersion,
    ) {
    }
}
