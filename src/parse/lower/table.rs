//! CREATE TABLE: columns, constraints and partitions.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, ConstrType, CreateStmt, Node, OnCommitAction};

use super::place::Range;
use super::{Lowering, collation, def_elems, filled_name, last_string, strings};
use crate::ast::{
    ColumnDef, ConstraintKind, CreateTable, ExclusionConstraint, ExprAt, ForeignKey, Generated, Ident,
    Identity, KeyConstraint, LikeClause, Name, ObjectName, PartitionBound, PartitionElement, PartitionKey,
    PartitionStrategy, Persistence, ReferentialAction, RelOption, Statement, TableConstraint,
};

impl Lowering<'_> {
    pub(super) fn create_table(&mut self, s: &CreateStmt, foreign: bool) -> Statement {
        let name = self.relation(s.relation.as_ref());
        let mut inherits = self.relations(&s.inh_relations);
        let partition_of = s.partbound.as_ref().and_then(|bound| {
            let parent = inherits.pop()?;
            Some((parent, self.partition_bound(bound)))
        });
        let mut table = CreateTable {
            name,
            if_not_exists: s.if_not_exists,
            persistence: persistence(s.relation.as_ref()),
            foreign,
            columns: Vec::new(),
            constraints: Vec::new(),
            like: Vec::new(),
            inherits,
            of_type: s.of_typename.as_ref().map(|written| self.type_name(written).object_name()),
            partition_of,
            partition_by: s.partspec.as_ref().map(|spec| self.partition_key(spec)),
            access_method: filled_name(&s.access_method),
            tablespace: filled_name(&s.tablespacename),
            options: options(&s.options),
            on_commit_drop: s.oncommit() == OnCommitAction::OncommitDrop,
        };
        for element in s.table_elts.iter().chain(&s.constraints) {
            match &element.node {
                Some(N::ColumnDef(column)) => table.columns.push(self.column(column)),
                Some(N::Constraint(constraint)) => {
                    table.constraints.extend(self.table_constraint(constraint))
                }
                Some(N::TableLikeClause(like)) => table.like.push(self.like(like)),
                _ => {}
            }
        }
        Statement::CreateTable(Box::new(table))
    }

    fn like(&self, like: &protobuf::TableLikeClause) -> LikeClause {
        let has = |bit: u32| like.options & (1 << bit) != 0;
        LikeClause {
            relation: self.relation(like.relation.as_ref()),
            comments: has(0),
            constraints: has(2),
            defaults: has(3),
            generated: has(4),
            identity: has(5),
            indexes: has(6),
            statistics: has(7),
        }
    }

    pub(super) fn column(&mut self, def: &protobuf::ColumnDef) -> ColumnDef {
        let start = self.place.at(def.location);
        let element = self.place.element(start);
        let mut column = ColumnDef {
            name: Ident::new(&def.colname, self.place.span(start..start + 1)),
            data_type: def.type_name.as_ref().map(|written| self.type_name(written)),
            collation: collation(def.coll_clause.as_deref()),
            not_null: false,
            not_null_name: None,
            default: None,
            generated: None,
            identity: None,
            constraints: Vec::new(),
            storage: filled_name(&def.storage_name),
            compression: filled_name(&def.compression),
            span: self.place.span(element.clone()),
        };
        let boundaries = self.boundaries(&def.constraints, def.coll_clause.as_deref());
        for node in &def.constraints {
            if let Some(N::Constraint(constraint)) = &node.node {
                let range = self.clause(constraint.location, &boundaries, element.end);
                self.column_constraint(&mut column, constraint, range);
            }
        }
        column
    }

    /// Where the clauses of a column begin.
    fn boundaries(&self, constraints: &[Node], collate: Option<&protobuf::CollateClause>) -> Vec<usize> {
        let location = |node: &Node| match &node.node {
            Some(N::Constraint(constraint)) if !is_attribute(constraint.contype()) => {
                Some(constraint.location)
            }
            _ => None,
        };
        let locations = constraints.iter().filter_map(location).chain(collate.map(|clause| clause.location));
        locations.map(|location| self.place.at(location)).collect()
    }

    fn clause(&self, location: i32, boundaries: &[usize], end: usize) -> Range {
        let start = self.place.at(location);
        let next = boundaries.iter().copied().filter(|boundary| *boundary > start).min();
        start..next.unwrap_or(end).min(end).max(start)
    }

    fn column_constraint(&mut self, column: &mut ColumnDef, c: &protobuf::Constraint, range: Range) {
        match c.contype() {
            ConstrType::ConstrNotnull => {
                column.not_null = true;
                column.not_null_name = filled_name(&c.conname);
            }
            ConstrType::ConstrDefault => {
                column.default =
                    c.raw_expr.as_deref().map(|node| self.expr_at(node, range.start + 1..range.end));
            }
            ConstrType::ConstrIdentity => column.identity = Some(identity(&c.generated_when)),
            ConstrType::ConstrGenerated => {
                column.generated = c.raw_expr.as_deref().map(|node| Generated {
                    expr: self.expr_in_parentheses(node, range),
                    stored: c.generated_kind != "v",
                });
            }
            attribute if is_attribute(attribute) => {
                if let Some(constraint) = column.constraints.last_mut() {
                    apply_attribute(constraint, attribute);
                }
            }
            _ => {
                let name = column.name.clone();
                column.constraints.extend(self.constraint(c, range, Some(&name)));
            }
        }
    }

    /// What stands in the first parentheses of a clause.
    pub(super) fn expr_in_parentheses(&mut self, node: &Node, range: Range) -> ExprAt {
        let inside = self.place.parenthesized(range.clone()).unwrap_or(range);
        self.expr_at(node, inside)
    }

    pub(super) fn table_constraint(&mut self, c: &protobuf::Constraint) -> Option<TableConstraint> {
        let range = self.place.element(self.place.at(c.location));
        self.constraint(c, range, None)
    }

    /// A constraint; one beside a column is about that column.
    pub(super) fn constraint(
        &mut self,
        c: &protobuf::Constraint,
        range: Range,
        column: Option<&Ident>,
    ) -> Option<TableConstraint> {
        let named = (!c.conname.is_empty()).then(|| self.place.ident(range.start + 1..range.end, &c.conname));
        let body = if self.place.is(range.start, "constraint") { range.start + 2 } else { range.start };
        let body = body..range.end;
        let kind = self.constraint_kind(c, body, column)?;
        let enforceable = matches!(kind, ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_));
        Some(TableConstraint {
            name: named,
            kind,
            not_valid: c.skip_validation,
            not_enforced: enforceable && !c.is_enforced,
            deferrable: c.deferrable,
            initially_deferred: c.initdeferred,
            no_inherit: c.is_no_inherit,
            span: self.place.span(range),
        })
    }

    fn constraint_kind(
        &mut self,
        c: &protobuf::Constraint,
        body: Range,
        column: Option<&Ident>,
    ) -> Option<ConstraintKind> {
        Some(match c.contype() {
            ConstrType::ConstrCheck => {
                ConstraintKind::Check(self.expr_in_parentheses(c.raw_expr.as_deref()?, body))
            }
            ConstrType::ConstrNotnull => {
                let name = strings(&c.keys).next()?;
                ConstraintKind::NotNull(self.place.ident(body.start + 2..body.end, name))
            }
            ConstrType::ConstrPrimary => ConstraintKind::PrimaryKey(self.key(c, body, column)),
            ConstrType::ConstrUnique => ConstraintKind::Unique(self.key(c, body, column)),
            ConstrType::ConstrExclusion => ConstraintKind::Exclusion(self.exclusion(c, body)),
            ConstrType::ConstrForeign => ConstraintKind::ForeignKey(self.foreign_key(c, body, column)),
            _ => return None,
        })
    }

    fn key(&self, c: &protobuf::Constraint, body: Range, column: Option<&Ident>) -> KeyConstraint {
        let after_include = self.place.word(body.clone(), "include").unwrap_or(body.start);
        let listed = self.place.parenthesized(body.clone()).unwrap_or(body.clone());
        let mut columns = self.place.idents(listed, strings(&c.keys));
        if c.indexname.is_empty() && columns.is_empty() {
            columns.extend(column.cloned());
        }
        let index = self.place.word(body.clone(), "index").unwrap_or(body.start);
        KeyConstraint {
            columns,
            include: self.place.idents(after_include..body.end, strings(&c.including)),
            using_index: (!c.indexname.is_empty())
                .then(|| self.place.ident(index + 1..body.end, &c.indexname)),
            nulls_not_distinct: c.nulls_not_distinct,
            without_overlaps: c.without_overlaps,
        }
    }

    fn exclusion(&mut self, c: &protobuf::Constraint, body: Range) -> ExclusionConstraint {
        let mut elements = Vec::new();
        for node in &c.exclusions {
            let Some(N::List(pair)) = &node.node else { continue };
            let [element, operator] = pair.items.as_slice() else { continue };
            let operator = match &operator.node {
                Some(N::List(names)) => last_string(&names.items).unwrap_or_default(),
                _ => Name::default(),
            };
            if let Some(N::IndexElem(element)) = &element.node {
                elements.push((self.index_element(element), operator));
            }
        }
        let after_where = self.place.last_word(body.clone(), "where").unwrap_or(body.start);
        let predicate =
            c.where_clause.as_deref().map(|node| self.expr_in_parentheses(node, after_where..body.end));
        ExclusionConstraint { method: Name::new(&c.access_method), elements, predicate }
    }

    fn foreign_key(&self, c: &protobuf::Constraint, body: Range, column: Option<&Ident>) -> ForeignKey {
        let listed = self.place.parenthesized(body.clone()).unwrap_or(body.clone());
        let mut columns = self.place.idents(listed, strings(&c.fk_attrs));
        if columns.is_empty() {
            columns.extend(column.cloned());
        }
        let referenced_at = c.pktable.as_ref().map_or(body.start, |table| self.place.at(table.location));
        let after_table = self.place.name_end(referenced_at);
        let on_delete = self
            .place
            .outer(body.clone())
            .any(|at| self.place.is(at, "on") && self.place.is(at + 1, "delete"));
        ForeignKey {
            columns,
            references: self.relation(c.pktable.as_ref()),
            referenced_columns: self.place.idents(after_table..body.end, strings(&c.pk_attrs)),
            on_delete: referential_action(&c.fk_del_action),
            on_update: referential_action(&c.fk_upd_action),
            on_delete_written: on_delete,
            delete_sets: strings(&c.fk_del_set_cols).map(Name::new).collect(),
        }
    }

    fn partition_key(&mut self, spec: &protobuf::PartitionSpec) -> PartitionKey {
        let strategy = match spec.strategy() {
            protobuf::PartitionStrategy::List => PartitionStrategy::List,
            protobuf::PartitionStrategy::Hash => PartitionStrategy::Hash,
            _ => PartitionStrategy::Range,
        };
        let mut elements = Vec::new();
        for node in &spec.part_params {
            let Some(N::PartitionElem(element)) = &node.node else { continue };
            elements.push(match element.expr.as_deref() {
                Some(expr) => PartitionElement::Expression(self.expr(expr)),
                None => PartitionElement::Column(Name::new(&element.name)),
            });
        }
        PartitionKey { strategy, elements }
    }

    pub(super) fn partition_bound(&mut self, bound: &protobuf::PartitionBoundSpec) -> PartitionBound {
        if bound.is_default {
            return PartitionBound::Default;
        }
        match bound.strategy.as_str() {
            "l" => PartitionBound::List(self.exprs(&bound.listdatums)),
            "h" => PartitionBound::Hash { modulus: bound.modulus, remainder: bound.remainder },
            _ => PartitionBound::Range {
                from: self.exprs(&bound.lowerdatums),
                to: self.exprs(&bound.upperdatums),
            },
        }
    }

    /// `SELECT … INTO` makes a table as CREATE TABLE AS does.
    pub(super) fn target_of(&self, into: &protobuf::IntoClause) -> (ObjectName, Persistence) {
        (self.relation(into.rel.as_ref()), persistence(into.rel.as_ref()))
    }
}

pub(super) fn persistence(relation: Option<&protobuf::RangeVar>) -> Persistence {
    match relation.map(|relation| relation.relpersistence.as_str()) {
        Some("t") => Persistence::Temporary,
        Some("u") => Persistence::Unlogged,
        _ => Persistence::Permanent,
    }
}

pub(super) fn options(nodes: &[Node]) -> Vec<RelOption> {
    let option = |element: &protobuf::DefElem| {
        let name = match element.defnamespace.as_str() {
            "" => Name::new(&element.defname),
            namespace => Name::new(format!("{namespace}.{}", element.defname)),
        };
        RelOption { name, value: super::option_value(element) }
    };
    def_elems(nodes).map(option).collect()
}

pub(super) fn identity(when: &str) -> Identity {
    if when == "d" { Identity::ByDefault } else { Identity::Always }
}

fn is_attribute(kind: ConstrType) -> bool {
    use ConstrType::*;
    matches!(
        kind,
        ConstrAttrDeferrable
            | ConstrAttrNotDeferrable
            | ConstrAttrDeferred
            | ConstrAttrImmediate
            | ConstrAttrEnforced
            | ConstrAttrNotEnforced
    )
}

fn apply_attribute(constraint: &mut TableConstraint, attribute: ConstrType) {
    match attribute {
        ConstrType::ConstrAttrDeferrable => constraint.deferrable = true,
        ConstrType::ConstrAttrDeferred => {
            constraint.deferrable = true;
            constraint.initially_deferred = true;
        }
        ConstrType::ConstrAttrNotEnforced => constraint.not_enforced = true,
        _ => {}
    }
}

fn referential_action(action: &str) -> ReferentialAction {
    match action {
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}
