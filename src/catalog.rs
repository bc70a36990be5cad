//! The schema as the statements so far left it: cheap to clone, so that every step keeps the one before it.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};

use crate::ast::Name;
use crate::source::Span;

mod apply;
mod assume;
mod by_hash;
mod by_id;
mod by_name;
mod changed;
mod column_uses;
mod diff;
mod dump;
mod edit;
mod found;
mod lookup;
mod mentions;
mod names;
mod objects;
mod policy_loop;
mod properties;
mod relation;
mod roles;
mod routine;
mod session;
mod settings;
mod shared;
mod show;
mod through;
mod types;
mod view_reads;

pub(crate) use by_id::ById;
pub(crate) use by_name::ByName;
pub use changed::Changed;
pub use diff::*;
pub(crate) use lookup::same_names;
pub use names::{is_system_column, make_object_name};
pub use policy_loop::{Command, Hop, PolicyLoop};
pub use relation::*;
pub use routine::*;
pub use session::*;
pub use shared::{Part, Rare, Shared};
pub use show::{expression, index_element, partition_bound, partition_key, type_name};
pub use through::Through;
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
    pub session: Part<Session>,
    pub(crate) next_relation: u32,
    pub(crate) relations: ById<Arc<Relation>>,
    pub(crate) names: ByName,
    pub(crate) routines: OrdMap<QualifiedName, Vector<Arc<Routine>>>,
    /// Relations by the names of types, sequences and functions that they mention; those that once did may still be there.
    pub(crate) mentions: OrdMap<Name, OrdSet<RelationId>>,
    /// Routines by the names of the types that they take or give, likewise.
    pub(crate) routine_types: OrdMap<Name, OrdSet<QualifiedName>>,
    pub(crate) seldom: Part<Seldom>,
}

/// What few statements change, so that most of a history shares it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seldom {
    pub(crate) schemas: OrdMap<Name, Origin>,
    pub(crate) types: OrdMap<QualifiedName, Arc<TypeDef>>,
    pub(crate) extensions: OrdMap<Name, Extension>,
    pub(crate) publications: OrdMap<Name, PublicationDef>,
    pub(crate) statistics: OrdMap<QualifiedName, Arc<StatisticsDef>>,
    /// `ALTER DEFAULT PRIVILEGES` took EXECUTE on new functions from PUBLIC.
    pub(crate) new_functions_revoked: bool,
    /// Where code last ran that the history does not show: what was made before may be gone.
    pub(crate) unseen: Option<Place>,
    /// Where such code last ran that speaks of triggers, and of policies.
    pub(crate) unseen_triggers: Option<Place>,
    pub(crate) unseen_policies: Option<Place>,
    /// CREATE CAST has made casts between types.
    pub(crate) has_own_casts: bool,
    /// Roles, each with one that it is a member of.
    pub(crate) memberships: Vec<(Name, Name)>,
    /// Roles with NOINHERIT.
    pub(crate) not_inheriting: Vec<Name>,
}

/// What became of a name that no longer exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    pub place: Place,
    /// The name it has now, if it was renamed or moved.
    pub now: Option<RelationId>,
}
