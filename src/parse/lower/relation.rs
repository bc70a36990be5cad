//! Indexes, views, sequences, statistics and tables made from queries.

use std::sync::Arc;

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, Node, ObjectType, SortByDir, SortByNulls};

use super::{Lowering, def_elems, filled_name, last_string, strings, table};
use crate::ast::{
    AlterSequence, CreateIndex, CreateSequence, CreateStatistics, CreateTableAs, CreateView, Ident,
    IndexElement, IndexKey, Name, ObjectName, Persistence, Query, RefreshMaterializedView, Statement,
    TypeName,
};
use crate::source::Span;

impl Lowering<'_> {
    pub(super) fn create_index(&mut self, s: &protobuf::IndexStmt) -> Statement {
        let all = self.place.all();
        let keyword = self.place.word(all.clone(), "index").unwrap_or(0);
        let table_at = s.relation.as_ref().map_or(keyword, |relation| self.place.at(relation.location));
        let name = (!s.idxname.is_empty()).then(|| {
            let mut at = self.place.skip(keyword + 1, &["concurrently"]);
            if self.place.is(at, "if") && self.place.is(at + 1, "not") && self.place.is(at + 2, "exists") {
                at += 3;
            }
            self.place.ident(at..table_at, &s.idxname)
        });
        let include_at = self.place.word(table_at..all.end, "include").unwrap_or(table_at);
        let include = index_columns(&s.index_including_params);
        let where_at = self.place.last_word(table_at..all.end, "where").map_or(table_at, |at| at + 1);
        Statement::CreateIndex(Box::new(CreateIndex {
            name,
            table: self.relation(s.relation.as_ref()),
            only: s.relation.as_ref().is_some_and(|relation| !relation.inh),
            unique: s.unique,
            concurrently: s.concurrent,
            if_not_exists: s.if_not_exists,
            method: Name::new(&s.access_method),
            elements: s.index_params.iter().filter_map(|node| self.index_param(node)).collect(),
            include: self.place.idents(include_at..all.end, include),
            predicate: s.where_clause.as_deref().map(|node| self.expr_at(node, where_at..all.end)),
            nulls_not_distinct: s.nulls_not_distinct,
            options: table::options(&s.options),
            tablespace: filled_name(&s.table_space),
            keyword_span: self.place.span(keyword..keyword + 1),
        }))
    }

    fn index_param(&mut self, node: &Node) -> Option<IndexElement> {
        match &node.node {
            Some(N::IndexElem(element)) => Some(self.index_element(element)),
            _ => None,
        }
    }

    pub(super) fn index_element(&mut self, element: &protobuf::IndexElem) -> IndexElement {
        let descending = element.ordering() == SortByDir::SortbyDesc;
        let unusual_nulls = match element.nulls_ordering() {
            SortByNulls::SortbyNullsFirst => !descending,
            SortByNulls::SortbyNullsLast => descending,
            _ => false,
        };
        IndexElement {
            key: match element.expr.as_deref() {
                Some(expr) => IndexKey::of_expression(self.expr(expr)),
                None => IndexKey::Column(Name::new(&element.name)),
            },
            collation: last_string(&element.collation),
            operator_class: last_string(&element.opclass),
            descending,
            unusual_nulls,
        }
    }

    pub(super) fn create_view(&mut self, s: &protobuf::ViewStmt) -> Statement {
        let name = self.relation(s.view.as_ref());
        let after_name = self.after(name.span);
        Statement::CreateView(Box::new(CreateView {
            or_replace: s.replace,
            temporary: table::persistence(s.view.as_ref()) == Persistence::Temporary,
            columns: self.place.idents(after_name..self.place.tokens.len(), strings(&s.aliases)),
            query: Arc::new(self.query_node(s.query.as_deref())),
            options: table::options(&s.options),
            name,
        }))
    }

    /// The first token after a span.
    pub(super) fn after(&self, span: Span) -> usize {
        self.place.tokens.partition_point(|token| token.start < span.end)
    }

    pub(super) fn create_table_as(&mut self, s: &protobuf::CreateTableAsStmt) -> Statement {
        let Some(into) = s.into.as_deref() else { return Statement::Other("CREATE TABLE AS") };
        let (name, persistence) = self.target_of(into);
        let after_name = self.after(name.span);
        Statement::CreateTableAs(Box::new(CreateTableAs {
            name,
            materialized_view: s.objtype() == ObjectType::ObjectMatview,
            if_not_exists: s.if_not_exists,
            persistence,
            columns: self.place.idents(after_name..self.place.tokens.len(), strings(&into.col_names)),
            query: Arc::new(self.query_node(s.query.as_deref())),
            with_data: !into.skip_data,
        }))
    }

    pub(super) fn select_into(&self, into: &protobuf::IntoClause, query: Query) -> Statement {
        let (name, persistence) = self.target_of(into);
        Statement::CreateTableAs(Box::new(CreateTableAs {
            name,
            materialized_view: false,
            if_not_exists: false,
            persistence,
            columns: Vec::new(),
            query: Arc::new(query),
            with_data: true,
        }))
    }

    pub(super) fn create_sequence(&self, s: &protobuf::CreateSeqStmt) -> Statement {
        let (data_type, owned_by) = self.sequence_options(&s.options);
        Statement::CreateSequence(Box::new(CreateSequence {
            name: self.relation(s.sequence.as_ref()),
            if_not_exists: s.if_not_exists,
            temporary: table::persistence(s.sequence.as_ref()) == Persistence::Temporary,
            data_type,
            owned_by: owned_by.flatten(),
        }))
    }

    pub(super) fn alter_sequence(&self, s: &protobuf::AlterSeqStmt) -> Statement {
        let (data_type, owned_by) = self.sequence_options(&s.options);
        let other =
            def_elems(&s.options).filter(|option| option.defname != "as" && option.defname != "owned_by");
        Statement::AlterSequence(Box::new(AlterSequence {
            name: self.relation(s.sequence.as_ref()),
            if_exists: s.missing_ok,
            data_type,
            owned_by,
            options: other.map(|option| Name::new(&option.defname)).collect(),
        }))
    }

    #[allow(clippy::type_complexity)]
    fn sequence_options(&self, options: &[Node]) -> (Option<TypeName>, Option<Option<(ObjectName, Ident)>>) {
        let mut data_type = None;
        let mut owned_by = None;
        for option in def_elems(options) {
            let value = option.arg.as_deref().and_then(|node| node.node.as_ref());
            match (option.defname.as_str(), value) {
                ("as", Some(N::TypeName(written))) => data_type = Some(self.type_name(written)),
                ("owned_by", Some(N::List(list))) => {
                    let start = self.place.at(option.location) + 2;
                    owned_by = Some(self.owner_column(start, &list.items));
                }
                _ => {}
            }
        }
        (data_type, owned_by)
    }

    /// `OWNED BY schema.table.column`, or `None` for `OWNED BY NONE`.
    fn owner_column(&self, start: usize, parts: &[Node]) -> Option<(ObjectName, Ident)> {
        let (column, table) = parts.split_last()?;
        if table.is_empty() {
            return None;
        }
        Some(self.name_and_part(start, table, super::string(column).unwrap_or("")))
    }

    /// A name of which the last part is a column.
    pub(super) fn name_and_part(&self, start: usize, table: &[Node], column: &str) -> (ObjectName, Ident) {
        let end = self.place.name_end(start);
        let last = end.saturating_sub(1).max(start);
        let mut name = self.name_at(start, table);
        if last >= start + 2 {
            name.span = self.place.span(start..last - 1);
        }
        (name, Ident::new(column, self.place.span(last..last + 1)))
    }

    pub(super) fn refresh(&self, s: &protobuf::RefreshMatViewStmt) -> Statement {
        Statement::RefreshMaterializedView(Box::new(RefreshMaterializedView {
            name: self.relation(s.relation.as_ref()),
            concurrently: s.concurrent,
            with_data: !s.skip_data,
        }))
    }

    pub(super) fn create_statistics(&self, s: &protobuf::CreateStatsStmt) -> Statement {
        let mut at = self.place.word(self.place.all(), "statistics").map_or(1, |at| at + 1);
        if s.if_not_exists {
            at += 3;
        }
        let column = |node: &Node| match &node.node {
            Some(N::StatsElem(element)) => filled_name(&element.name),
            _ => None,
        };
        Statement::CreateStatistics(Box::new(CreateStatistics {
            name: (!s.defnames.is_empty()).then(|| self.name_at(at, &s.defnames)),
            if_not_exists: s.if_not_exists,
            relations: self.relations(&s.relations),
            columns: s.exprs.iter().filter_map(column).collect(),
        }))
    }
}

fn index_columns(nodes: &[Node]) -> impl Iterator<Item = &str> {
    nodes.iter().filter_map(|node| match &node.node {
        Some(N::IndexElem(element)) => super::filled(&element.name),
        _ => None,
    })
}
