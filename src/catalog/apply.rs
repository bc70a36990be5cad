//! Makes the change that a statement makes: one file per family of statements.

use super::{Catalog, Origin, Place, QualifiedName, RelationId, RelationKind, ScriptId};
use crate::ast::{ObjectName, ParsedStatement, Query, Statement};
use crate::source::Span;
use crate::version::PgVersion;

mod alter;
mod attach;
mod cascade;
mod column;
mod constraint;
mod drop;
mod drop_column;
mod extension_call;
mod hanging;
mod index;
mod like;
mod privilege;
mod publication;
mod rename;
mod rename_column;
mod routine;
mod sequence;
mod table;
mod types;
mod view;

/// One statement being applied.
struct Apply<'a> {
    catalog: &'a mut Catalog,
    script: ScriptId,
    statement: Span,
    version: PgVersion,
}

impl Catalog {
    /// Makes the change that a statement makes.
    pub fn apply(&mut self, statement: &ParsedStatement, script: ScriptId, version: PgVersion) {
        Apply { catalog: self, script, statement: statement.span, version }.apply(&statement.kind);
    }
}

impl Apply<'_> {
    fn apply(&mut self, statement: &Statement) {
        match statement {
            Statement::CreateTable(create) => self.create_table(create),
            Statement::CreateTableAs(create) => self.create_table_as(create),
            Statement::CreateView(create) => self.create_view(create),
            Statement::CreateSequence(create) => self.create_sequence(create),
            Statement::CreateIndex(create) => self.create_index(create),
            Statement::AlterTable(alter) => self.alter_table(alter),
            Statement::AlterSequence(alter) => self.alter_sequence(alter),
            Statement::RefreshMaterializedView(refresh) => {
                self.set_populated(&refresh.name, refresh.with_data);
            }
            Statement::CreateStatistics(create) => self.create_statistics(create),
            Statement::Drop(drop) => self.drop_objects(drop),
            Statement::Rename(rename) => self.rename(rename),
            Statement::SetSchema(set) => self.set_schema(set),
            Statement::OwnerTo(owner) => self.owner_to(owner),
            Statement::Comment(comment) => self.comment(comment),
            Statement::CreateTrigger(create) => self.create_trigger(create),
            Statement::CreateRule(create) => self.create_rule(create),
            Statement::CreatePolicy(create) => self.create_policy(create),
            Statement::AlterPolicy(alter) => self.alter_policy(alter),
            Statement::CreateType(create) => self.create_type(create),
            Statement::AlterEnum(alter) => self.alter_enum(alter),
            Statement::CreateDomain(create) => self.create_domain(create),
            Statement::AlterDomain(alter) => self.alter_domain(alter),
            Statement::CreateFunction(create) => self.create_function(create),
            Statement::AlterFunction(alter) => self.alter_function(alter),
            Statement::CreateSchema(create) => self.create_schema(create),
            Statement::CreateExtension(create) => self.create_extension(create),
            Statement::AlterExtension(alter) => self.alter_extension(alter),
            Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
                self.publication(publication);
            }
            Statement::Grant(grant) => self.grant(grant),
            Statement::CreateRole(change) | Statement::AlterRole(change) => self.catalog.note_role(change),
            Statement::AlterDefaultPrivileges(grant) => self.default_privileges(grant),
            Statement::Reindex(reindex) => self.reindex(reindex),
            Statement::Truncate(truncate) => self.truncate(truncate),
            Statement::Transaction(transaction) => self.catalog.transaction(transaction),
            Statement::Set(variable) => self.catalog.set(variable, self.at(self.statement)),
            Statement::Other("CREATE CAST") => self.catalog.seldom.has_own_casts = true,
            Statement::Other("DISCARD ALL" | "DISCARD") => self.catalog.discard_all(),
            Statement::Select(query) => {
                self.changed_by(query);
                self.extension_calls(query);
            }
            Statement::Insert(insert) => {
                self.note_written(&insert.table);
                self.set_populated(&insert.table, true);
                self.changed_by(&insert.with);
                insert.source.iter().for_each(|source| self.changed_by(source));
            }
            Statement::Merge(merge) => {
                self.set_populated(&merge.table, true);
                self.changed_by(&merge.source);
            }
            Statement::Update(update) => {
                self.note_written(&update.table);
                self.changed_by(&update.source);
                self.mark_index(update);
            }
            Statement::Delete(delete) => self.changed_by(&delete.source),
            Statement::Copy(copy) if copy.from => {
                if let Some(table) = &copy.table {
                    self.note_written(table);
                    self.set_populated(table, true);
                }
            }
            Statement::Copy(_)
            | Statement::Label(_)
            | Statement::Cluster(_)
            | Statement::Vacuum(_)
            | Statement::ClusterTable(_)
            | Statement::LockTable(_)
            | Statement::Do(_)
            | Statement::Call(_)
            | Statement::SetConstraints(_)
            | Statement::Other(_) => {}
        }
    }

    /// A place in the script; the whole statement where the part's own place is not known.
    fn at(&self, span: Span) -> Place {
        Place { script: self.script, span: if span.is_empty() { self.statement } else { span } }
    }

    fn created(&self, span: Span) -> Origin {
        Origin::Created(self.at(span))
    }

    fn resolve(&self, name: &ObjectName) -> Option<RelationId> {
        self.catalog.resolve_id(name)
    }

    /// Makes a new relation, unless one is there that a statement made, or that is known to exist and the
    /// statement says `IF NOT EXISTS`.
    fn new_relation(
        &mut self,
        name: QualifiedName,
        kind: RelationKind,
        span: Span,
        if_not_exists: bool,
    ) -> Option<RelationId> {
        let taken = self.catalog.relation_named(&name).map(|relation| relation.origin);
        match taken {
            None | Some(Origin::Assumed { certain: false }) => {}
            Some(Origin::Assumed { certain: true }) if !if_not_exists => {}
            Some(_) => return None,
        }
        let origin = self.created(span);
        Some(self.catalog.add_relation(name, kind, origin))
    }

    /// Where CREATE puts an object.
    fn creation_name(&self, name: &ObjectName, temporary: bool) -> QualifiedName {
        let mut name = self.catalog.qualify(name);
        if temporary {
            name.schema = "pg_temp".into();
        }
        name.name = super::names::truncated(&name.name);
        name
    }

    fn set_populated(&mut self, name: &ObjectName, populated: bool) {
        if let Some(id) = self.catalog.changed_by_name(name).map(|through| through.table.id) {
            self.set_populated_id(id, populated);
        }
    }

    fn note_written(&mut self, name: &ObjectName) {
        let Some(id) = self.catalog.changed_by_name(name).map(|through| through.table.id) else { return };
        let open = self.catalog.session.transaction.as_ref();
        if open.is_some_and(|open| !open.written.contains(&id))
            && let Some(open) = &mut self.catalog.session.transaction
        {
            open.written.push(id);
        }
    }

    fn set_populated_id(&mut self, id: RelationId, populated: bool) {
        let below: Vec<RelationId> =
            self.catalog.descendants(id).iter().map(|relation| relation.id).collect();
        for id in below.into_iter().chain([id]) {
            if self.catalog.relation(id).is_some_and(|relation| relation.populated != populated) {
                self.catalog.change(id, |relation| relation.populated = populated);
            }
        }
    }

    /// Data-changing WITH queries may fill tables.
    fn changed_by(&mut self, query: &Query) {
        for change in &query.changes {
            self.set_populated(change.table(), true);
        }
    }

    fn truncate(&mut self, truncate: &crate::ast::Truncate) {
        let mut open: Vec<RelationId> =
            truncate.tables.iter().filter_map(|table| self.resolve(table)).collect();
        let mut done: Vec<RelationId> = Vec::new();
        while let Some(id) = open.pop() {
            if done.contains(&id) {
                continue;
            }
            done.push(id);
            self.set_populated_id(id, false);
            if truncate.cascade {
                open.extend(
                    self.catalog.relation(id).map(|table| table.referenced_by.clone()).unwrap_or_default(),
                );
            }
        }
    }
}
