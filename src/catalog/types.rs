//! Types, domains, extensions, publications and statistics objects.

use super::{Catalog, Origin, QualifiedName, Relation, RelationId};
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

impl PublicationDef {
    /// Whether it sends the rows of a table.
    pub fn takes_in(&self, table: &Relation) -> bool {
        self.all_tables || self.tables.contains(&table.id) || self.schemas.contains(&table.name.schema)
    }
}

#[derive(Clone, Debug)]
pub struct StatisticsDef {
    pub name: QualifiedName,
    pub relations: Vec<RelationId>,
    pub columns: Vec<Name>,
    pub origin: Origin,
}

/// A domain, as it is when a column is of it.
#[derive(Clone, Copy, Debug)]
pub struct Domain<'a> {
    pub definition: &'a TypeDef,
    pub base: &'a TypeName,
    pub not_null: bool,
    pub default: Option<&'a Expr>,
    pub checks: &'a [DomainCheck],
}

impl Domain<'_> {
    pub fn takes_null(&self) -> bool {
        let refuses = |check: &DomainCheck| matches!(&check.expr, Expr::IsNull { expr, negated: true } if matches!(**expr, Expr::Column(_)));
        !self.not_null && !self.checks.iter().any(refuses)
    }
}

/// Domains over domains are followed up to here: one over itself cannot be made, but can be written.
const DEEPEST: usize = 16;

impl Catalog {
    /// The domain that a type is, where it is one, and those that it is made of.
    pub fn domains_of(&self, data_type: &TypeName) -> Vec<Domain<'_>> {
        let mut found: Vec<Domain<'_>> = Vec::new();
        while found.len() < DEEPEST {
            let data_type = found.last().map_or(data_type, |last| last.base);
            let definition = self.type_def(&data_type.object_name()).filter(|_| data_type.array == 0);
            let Some(definition) = definition else { break };
            let TypeDefKind::Domain { base, not_null, default, checks } = &definition.kind else { break };
            let (not_null, default) = (*not_null, default.as_ref());
            found.push(Domain { definition, base, not_null, default, checks });
        }
        found
    }
}
