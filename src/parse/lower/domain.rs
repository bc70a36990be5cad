//! Types: enums, composites, ranges and domains.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, ConstrType, Node, ObjectType};

use super::place::Range;
use super::{Lowering, cascades, collation, filled, strings};
use crate::ast::{
    AlterDomain, AlterDomainAction, AlterEnum, ConstraintKind, CreateDomain, CreateType, EnumPlace, Ident,
    Name, ObjectName, Statement, TableConstraint, TypeDefinition, TypeName,
};

impl Lowering<'_> {
    /// The name after a word of the statement's head, with the words that may stand between left out.
    fn name_after(&self, word: &str, names: &[Node]) -> ObjectName {
        let at = self.place.word(self.place.all(), word).map_or(0, |at| at + 1);
        self.name_at(at, names)
    }

    pub(super) fn create_composite(&mut self, s: &protobuf::CompositeTypeStmt) -> Statement {
        let attribute = |node: &Node| match &node.node {
            Some(N::ColumnDef(def)) => {
                let at = self.place.at(def.location);
                Some((
                    Ident::new(&def.colname, self.place.span(at..at + 1)),
                    def.type_name
                        .as_ref()
                        .map_or_else(|| TypeName::builtin(""), |written| self.type_name(written)),
                ))
            }
            _ => None,
        };
        Statement::CreateType(Box::new(CreateType {
            name: self.relation(s.typevar.as_ref()),
            definition: TypeDefinition::Composite(s.coldeflist.iter().filter_map(attribute).collect()),
        }))
    }

    pub(super) fn create_enum(&mut self, s: &protobuf::CreateEnumStmt) -> Statement {
        Statement::CreateType(Box::new(CreateType {
            name: self.name_after("type", &s.type_name),
            definition: TypeDefinition::Enum(strings(&s.vals).map(Name::new).collect()),
        }))
    }

    pub(super) fn create_range(&mut self, s: &protobuf::CreateRangeStmt) -> Statement {
        let name = self.name_after("type", &s.type_name);
        Statement::CreateType(Box::new(CreateType { name, definition: TypeDefinition::Range }))
    }

    /// CREATE TYPE of a base type; aggregates, operators, collations and text search objects have no statement here.
    pub(super) fn define(&mut self, s: &protobuf::DefineStmt) -> Statement {
        match s.kind() {
            ObjectType::ObjectType => Statement::CreateType(Box::new(CreateType {
                name: self.name_after("type", &s.defnames),
                definition: TypeDefinition::Base,
            })),
            ObjectType::ObjectAggregate => Statement::Other("CREATE AGGREGATE"),
            ObjectType::ObjectOperator => Statement::Other("CREATE OPERATOR"),
            ObjectType::ObjectCollation => Statement::Other("CREATE COLLATION"),
            ObjectType::ObjectTsparser => Statement::Other("CREATE TEXT SEARCH PARSER"),
            ObjectType::ObjectTsdictionary => Statement::Other("CREATE TEXT SEARCH DICTIONARY"),
            ObjectType::ObjectTstemplate => Statement::Other("CREATE TEXT SEARCH TEMPLATE"),
            ObjectType::ObjectTsconfiguration => Statement::Other("CREATE TEXT SEARCH CONFIGURATION"),
            _ => Statement::Other("CREATE"),
        }
    }

    pub(super) fn alter_enum(&mut self, s: &protobuf::AlterEnumStmt) -> Statement {
        let name = self.name_after("type", &s.type_name);
        if let Some(old) = filled(&s.old_val) {
            let to = Name::new(&s.new_val);
            return Statement::AlterEnum(AlterEnum::RenameValue { name, from: Name::new(old), to });
        }
        let place = if s.new_val_is_after { EnumPlace::After } else { EnumPlace::Before };
        Statement::AlterEnum(AlterEnum::AddValue {
            name,
            value: Name::new(&s.new_val),
            if_not_exists: s.skip_if_new_val_exists,
            neighbor: filled(&s.new_val_neighbor).map(|neighbor| (Name::new(neighbor), place)),
        })
    }

    pub(super) fn create_domain(&mut self, s: &protobuf::CreateDomainStmt) -> Statement {
        let mut domain = CreateDomain {
            name: self.name_after("domain", &s.domainname),
            base: self.type_of(s.type_name.as_ref()),
            collation: collation(s.coll_clause.as_deref()),
            default: None,
            not_null: false,
            checks: Vec::new(),
        };
        let constraints: Vec<&protobuf::Constraint> =
            s.constraints.iter().filter_map(constraint_of).collect();
        let starts: Vec<usize> = constraints.iter().map(|c| self.place.at(c.location)).collect();
        for (index, constraint) in constraints.iter().enumerate() {
            let start = starts.get(index).copied().unwrap_or(0);
            let end = starts.get(index + 1).copied().unwrap_or(self.place.tokens.len());
            match constraint.contype() {
                ConstrType::ConstrNotnull => domain.not_null = true,
                ConstrType::ConstrDefault => {
                    domain.default =
                        constraint.raw_expr.as_deref().map(|node| self.expr_at(node, start + 1..end));
                }
                ConstrType::ConstrCheck => {
                    domain.checks.extend(self.constraint(constraint, start..end, None))
                }
                _ => {}
            }
        }
        Statement::CreateDomain(Box::new(domain))
    }

    pub(super) fn alter_domain(&mut self, s: &protobuf::AlterDomainStmt) -> Statement {
        let name = self.name_after("domain", &s.type_name);
        let rest = self.after(name.span)..self.place.tokens.len();
        let Some(action) = self.domain_action(s, rest) else { return Statement::Other("ALTER DOMAIN") };
        Statement::AlterDomain(Box::new(AlterDomain { name, action }))
    }

    fn domain_action(&mut self, s: &protobuf::AlterDomainStmt, rest: Range) -> Option<AlterDomainAction> {
        let constraint = || {
            let at = self.place.word(rest.clone(), "constraint").map_or(rest.start, |at| at + 1);
            let at = if s.missing_ok { at + 2 } else { at };
            self.place.ident(at..rest.end, &s.name)
        };
        Some(match s.subtype.as_str() {
            "T" => match s.def.as_deref() {
                Some(node) => AlterDomainAction::SetDefault(self.expr_at(node, rest.start + 2..rest.end)),
                None => AlterDomainAction::DropDefault,
            },
            "N" => AlterDomainAction::DropNotNull,
            "O" => AlterDomainAction::SetNotNull,
            "C" => AlterDomainAction::AddConstraint(self.domain_constraint(s.def.as_deref()?, rest.clone())?),
            "X" => AlterDomainAction::DropConstraint {
                constraint: constraint(),
                if_exists: s.missing_ok,
                cascade: cascades(s.behavior()),
            },
            "V" => AlterDomainAction::ValidateConstraint(constraint()),
            _ => return None,
        })
    }

    /// A NOT NULL constraint of a domain names no column.
    fn domain_constraint(&mut self, node: &Node, rest: Range) -> Option<TableConstraint> {
        let written = constraint_of(node)?;
        let range = self.place.at(written.location)..rest.end;
        if written.contype() != ConstrType::ConstrNotnull {
            return self.constraint(written, range, None);
        }
        let span = self.place.span(range.clone());
        let name = filled(&written.conname).map(|name| self.place.ident(range, name));
        Some(TableConstraint {
            name,
            kind: ConstraintKind::NotNull(Ident::new("value", span)),
            not_valid: false,
            not_enforced: false,
            deferrable: false,
            initially_deferred: false,
            no_inherit: false,
            span,
        })
    }
}

fn constraint_of(node: &Node) -> Option<&protobuf::Constraint> {
    match &node.node {
        Some(N::Constraint(constraint)) => Some(constraint),
        _ => None,
    }
}
