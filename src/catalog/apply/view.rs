//! Views, materialized views and tables made from queries.

use std::sync::Arc;

use super::Apply;
use crate::ast::{CreateTableAs, CreateView, Expr, Ident, Name, ObjectName, Persistence, Query, TypeName};
use crate::catalog::edit::push_new;
use crate::catalog::{Column, Origin, Rare, Relation, RelationId, RelationKind, names};

impl Apply<'_> {
    pub(super) fn create_view(&mut self, create: &CreateView) {
        let name = self.creation_name(&create.name, create.temporary);
        let known = self.catalog.relation_named(&name).filter(|known| known.kind == RelationKind::View);
        let replaced = known.filter(|known| create.or_replace && matches!(known.origin, Origin::Created(_)));
        let id = match replaced.map(|known| known.id) {
            Some(id) => Some(id),
            None => self.new_relation(name, RelationKind::View, create.name.span, false),
        };
        let Some(id) = id else { return };
        self.read_query(id, &create.query, &create.columns);
        self.catalog.change(id, |view| view.options = create.options.clone().into());
    }

    pub(super) fn create_table_as(&mut self, create: &CreateTableAs) {
        let name = self.creation_name(&create.name, create.persistence == Persistence::Temporary);
        let kind = match create.materialized_view {
            true => RelationKind::MaterializedView,
            false => RelationKind::Table,
        };
        let Some(id) = self.new_relation(name, kind, create.name.span, create.if_not_exists) else { return };
        self.catalog.change(id, |relation| {
            relation.populated = create.with_data;
            if create.persistence == Persistence::Unlogged {
                relation.persistence = Persistence::Unlogged;
            }
        });
        if create.materialized_view {
            self.read_query(id, &create.query, &create.columns);
        } else {
            let (columns, known) = self.output_columns(&create.query, &create.columns);
            self.catalog.change(id, |table| {
                table.columns = columns.into();
                table.columns_known = known;
            });
        }
    }

    /// Sets what a view reads, and its columns from that.
    fn read_query(&mut self, id: RelationId, query: &Arc<Query>, names: &[Ident]) {
        let (columns, known) = self.output_columns(query, names);
        let mut reads = Vec::new();
        for name in &query.relations {
            if let Some(read) = self.resolve(name).filter(|read| *read != id) {
                push_new(&mut reads, read);
            }
        }
        self.catalog.set_reads(id, reads);
        let place = self.at(self.statement);
        self.catalog.change(id, |view| {
            view.columns = columns.into();
            view.columns_known = known;
            view.query = Some(Arc::clone(query));
            view.definition = Some(place);
            view.changed = Some(place);
        });
    }

    /// The columns that a query yields, and whether they are all of them.
    fn output_columns(&self, query: &Query, names: &[Ident]) -> (Vec<Arc<Column>>, bool) {
        let origin = self.created(self.statement);
        let sources = Sources::of(self, query);
        let mut columns: Vec<Arc<Column>> = Vec::new();
        let mut known = true;
        for output in &query.outputs {
            if let Expr::Star(of) = &output.expr {
                match sources.starred(of.as_ref()) {
                    Some(relation) => {
                        let expanded = relation.columns.iter().map(|column| {
                            let made = Column::new(column.name.clone(), origin);
                            Arc::new(Column { data_type: column.data_type.clone(), ..made })
                        });
                        columns.extend(expanded);
                        known &= relation.columns_known;
                    }
                    None => known = false,
                }
                continue;
            }
            let figured = || names::figure_name(&output.expr).map(|(name, _)| name);
            let name = output.name.clone().or_else(figured).unwrap_or(Name::new_static("?column?"));
            let data_type = sources.type_of(&output.expr);
            columns.push(Arc::new(Column { data_type, ..Column::new(name, origin) }));
        }
        known &= !query.outputs.is_empty();
        for (at, name) in names.iter().enumerate() {
            match columns.get_mut(at) {
                Some(column) => Arc::make_mut(column).name = name.name.clone(),
                None => columns.push(Arc::new(Column::new(name.name.clone(), origin))),
            }
        }
        (columns, known)
    }
}

/// The relations that a query reads.
struct Sources<'a> {
    relations: Vec<(&'a ObjectName, Option<&'a Relation>)>,
    aliases: &'a [(Name, ObjectName)],
}

impl<'a> Sources<'a> {
    fn of(apply: &'a Apply<'_>, query: &'a Query) -> Self {
        let relations = query.relations.iter().map(|name| (name, apply.catalog.resolve(name))).collect();
        Self { relations, aliases: &query.aliases }
    }

    /// The relation whose columns a star stands for.
    fn starred(&self, of: Option<&Name>) -> Option<&'a Relation> {
        let of = of?;
        let named = self.aliases.iter().find(|(alias, _)| alias == of).map_or(of, |(_, named)| &named.name);
        self.relations.iter().find(|(name, _)| name.name == *named)?.1
    }

    fn type_of(&self, expr: &Expr) -> Rare<TypeName> {
        let is = match expr {
            Expr::Cast { to, .. } => Some((**to).clone()),
            Expr::Column(parts) => {
                return self.column(parts).map(|column| column.data_type.clone()).unwrap_or_default();
            }
            Expr::Integer(value) if i32::try_from(*value).is_ok() => Some(TypeName::builtin("int4")),
            Expr::Integer(_) => Some(TypeName::builtin("int8")),
            Expr::Float(_) => Some(TypeName::builtin("numeric")),
            Expr::String(_) => Some(TypeName::builtin("text")),
            Expr::Boolean(_) => Some(TypeName::builtin("bool")),
            _ => None,
        };
        is.into()
    }

    /// A column by its relation's name, or by its own where no other relation can have it.
    fn column(&self, parts: &[Name]) -> Option<&'a Column> {
        let (column, qualifier) = parts.split_last()?;
        if let Some(table) = qualifier.last() {
            let named = self.relations.iter().find(|(name, _)| name.name == *table);
            if let Some((_, relation)) = named {
                return relation.as_ref()?.column(column);
            }
        }
        let mut found = self.relations.iter().filter_map(|(_, relation)| relation.as_ref()?.column(column));
        let all_known = self.relations.iter().all(|(_, relation)| relation.is_some_and(|r| r.columns_known));
        match (found.next(), found.next()) {
            (Some(column), None) if all_known => Some(column),
            _ => None,
        }
    }
}
