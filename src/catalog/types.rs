//! Types, domains, extensions, publications and statistics objects.

use super::{Origin, QualifiedName, RelationId};
use crate::ast::{Expr, Name, TypeName};

#[derive(Clone, Debug)]
pub struct TypeDef {
    pub name: QualifiedName,
    pub kind: TypeDefKind,
    pub origin: Origin,
    pub comment: Option<Name>,
}

#[derive(Clone, Debug)]
pub enum TypeDefKind {
    Enum {
        values: Vec<EnumValue>,
    },
    Domain {
        base: TypeName,
        not_null: bool,
        default: Option<Expr>,
        checks: Vec<DomainCheck>,
    },
    Composite {
        attributes: Vec<(Name, TypeName)>,
    },
    Range,
    Base,
    /// Named, but never created here.
    Assumed,
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub value: Name,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct DomainCheck {
    pub name: Name,
    pub expr: Expr,
    pub validated: bool,
}

#[derive(Clone, Debug)]
pub struct Extension {
    pub schema: Option<Name>,
    pub version: Option<Name>,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct PublicationDef {
    pub all_tables: bool,
    pub tables: Vec<RelationId>,
    pub schemas: Vec<Name>,
    /// UPDATE or DELETE, and not INSERT and TRUNCATE alone.
    pub publishes_changes: bool,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub struct StatisticsDef {
    pub name: QualifiedName,
    pub relations: Vec<RelationId>,
    pub columns: Vec<Name>,
    pub origin: Origin,
}
