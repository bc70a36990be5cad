//! Kinds of objects, and the statements that take any of them: DROP, RENAME, SET SCHEMA, OWNER TO, COMMENT.

use super::{Ident, Name, ObjectName, TypeName};
use crate::source::Span;

/// The kinds of objects that a statement can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObjectKind {
    Table,
    ForeignTable,
    View,
    MaterializedView,
    Index,
    Sequence,
    Column,
    Constraint,
    DomainConstraint,
    Trigger,
    Rule,
    Policy,
    Type,
    Domain,
    Attribute,
    Function,
    Procedure,
    Routine,
    Aggregate,
    Schema,
    Extension,
    Database,
    Role,
    Tablespace,
    Collation,
    Statistics,
    Publication,
    Subscription,
    EventTrigger,
    Cast,
    Operator,
    Language,
    ForeignServer,
    ForeignDataWrapper,
    UserMapping,
    AccessMethod,
    TextSearch,
    Other,
}

impl ObjectKind {
    pub fn is_routine(self) -> bool {
        matches!(self, ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine)
    }

    /// A table, a view of either kind, an index or a sequence, which share their names.
    pub fn is_relation(self) -> bool {
        use ObjectKind::*;
        matches!(self, Table | View | MaterializedView | Index | Sequence)
    }

    /// The words as SQL has them, in lower case: "materialized view".
    pub fn name(self) -> &'static str {
        use ObjectKind::*;
        match self {
            Table => "table",
            ForeignTable => "foreign table",
            View => "view",
            MaterializedView => "materialized view",
            Index => "index",
            Sequence => "sequence",
            Column => "column",
            Constraint => "constraint",
            DomainConstraint => "domain constraint",
            Trigger => "trigger",
            Rule => "rule",
            Policy => "policy",
            Type => "type",
            Domain => "domain",
            Attribute => "attribute",
            Function => "function",
            Procedure => "procedure",
            Routine => "routine",
            Aggregate => "aggregate",
            Schema => "schema",
            Extension => "extension",
            Database => "database",
            Role => "role",
            Tablespace => "tablespace",
            Collation => "collation",
            Statistics => "statistics object",
            Publication => "publication",
            Subscription => "subscription",
            EventTrigger => "event trigger",
            Cast => "cast",
            Operator => "operator",
            Language => "language",
            ForeignServer => "server",
            ForeignDataWrapper => "foreign data wrapper",
            UserMapping => "user mapping",
            AccessMethod => "access method",
            TextSearch => "text search object",
            Other => "object",
        }
    }
}

/// One object that a statement names.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectRef {
    pub kind: ObjectKind,
    /// The object; for a column, constraint, trigger, rule or policy, the relation it is on.
    pub name: ObjectName,
    /// The column, constraint, trigger, rule or policy.
    pub part: Option<Ident>,
    /// Argument types of a function, procedure or aggregate; `None` when no list was written.
    pub arguments: Option<Vec<TypeName>>,
}

/// `DROP …`, one statement for all its objects. `DROP OWNED` has the kind `Role` and `owned`.
#[derive(Clone, Debug)]
pub struct DropObjects {
    pub kind: ObjectKind,
    pub objects: Vec<ObjectRef>,
    pub if_exists: bool,
    pub cascade: bool,
    pub concurrently: bool,
    pub owned: bool,
}

impl DropObjects {
    /// The names of what goes whole. A policy, trigger or rule bears that of its table, which stays.
    pub fn wholes(&self) -> impl Iterator<Item = &ObjectName> {
        self.objects.iter().filter(|object| object.part.is_none()).map(|object| &object.name)
    }
}

/// `ALTER … RENAME`, with the kind of what gets the new name.
#[derive(Clone, Debug)]
pub struct Rename {
    pub object: ObjectRef,
    pub new_name: Ident,
    pub if_exists: bool,
    /// The word after ALTER, where it differs from the object: `ALTER TABLE some_index RENAME TO …`.
    pub written_as: ObjectKind,
}

/// `ALTER … SET SCHEMA`.
#[derive(Clone, Debug)]
pub struct SetSchema {
    pub object: ObjectRef,
    pub new_schema: Name,
    pub if_exists: bool,
}

/// `ALTER … OWNER TO` for what `ALTER TABLE` does not cover; `REASSIGN OWNED` has the kind `Role`.
#[derive(Clone, Debug)]
pub struct OwnerTo {
    pub object: ObjectRef,
    pub new_owner: Name,
}

/// `COMMENT ON …`; no text for `IS NULL`.
#[derive(Clone, Debug)]
pub struct Comment {
    pub object: ObjectRef,
    pub text: Option<Name>,
    pub span: Span,
}
