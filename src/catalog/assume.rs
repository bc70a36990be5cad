//! Puts in what a statement names and nobody made: it is taken to exist and to be in use.

use std::sync::Arc;

use super::lookup::is_system_schema;
use super::{
    Baseline, Catalog, Column, Constraint, ConstraintDef, Extension, Index, Origin, RelationId, RelationKind,
    Routine, TypeDef, TypeDefKind,
};
use crate::ast::{
    AlterActionKind, AlterTable, ConstraintKind, CreateTable, DropObjects, IndexKey, KeyConstraint, Name,
    ObjectKind, ObjectName, ObjectRef, Query, ReindexTarget, RowChange, Statement, TableConstraint, TypeName,
    Volatility,
};

/// One statement whose names are looked up.
struct Assume<'a> {
    catalog: &'a mut Catalog,
    /// It would fail without what it names.
    certain: bool,
}

impl Catalog {
    /// Puts in what a statement names and nobody made: it is taken to exist and to be in use.
    pub fn assume(&mut self, statement: &Statement) {
        Assume { catalog: self, certain: true }.statement(statement);
    }
}

impl Assume<'_> {
    fn statement(&mut self, statement: &Statement) {
        use RelationKind::{MaterializedView, Sequence, Table};
        match statement {
            Statement::CreateTable(create) => self.create_table(create),
            Statement::CreateTableAs(create) => self.query(&create.query),
            Statement::CreateView(create) => self.query(&create.query),
            Statement::CreateSequence(create) => {
                if let Some((table, column)) = &create.owned_by {
                    self.columns(table, [&column.name]);
                }
            }
            Statement::CreateIndex(create) => {
                let keys = create.elements.iter().filter_map(|element| match &element.key {
                    IndexKey::Column(column) => Some(column),
                    IndexKey::Expression(_) => None,
                });
                self.columns(&create.table, keys.chain(create.include.iter().map(|column| &column.name)));
            }
            Statement::AlterTable(alter) => self.alter_table(alter),
            Statement::AlterSequence(alter) => {
                self.certain = !alter.if_exists;
                self.relation(&alter.name, Sequence);
                if let Some(Some((table, column))) = &alter.owned_by {
                    self.columns(table, [&column.name]);
                }
            }
            Statement::RefreshMaterializedView(refresh) => {
                self.relation(&refresh.name, MaterializedView);
            }
            Statement::CreateStatistics(create) => self.tables(&create.relations),
            Statement::Drop(drop) => self.drop(drop),
            Statement::Rename(rename) => {
                self.certain = !rename.if_exists;
                self.object(&rename.object);
            }
            Statement::SetSchema(set) => {
                self.certain = !set.if_exists;
                self.object(&set.object);
                self.schema(&set.new_schema);
            }
            Statement::OwnerTo(owner) => self.object(&owner.object),
            Statement::Comment(comment) => self.object(&comment.object),
            Statement::Label(object) => self.object(object),
            Statement::CreateTrigger(create) => {
                self.relation(&create.table, Table);
                self.routine(&create.function, None);
                create.references.iter().for_each(|table| self.table(table));
            }
            Statement::CreateRule(create) => self.table(&create.table),
            Statement::CreatePolicy(create) => self.table(&create.table),
            Statement::AlterPolicy(alter) => self.table(&alter.table),
            Statement::AlterEnum(
                crate::ast::AlterEnum::AddValue { name, .. }
                | crate::ast::AlterEnum::RenameValue { name, .. },
            ) => self.type_name(name),
            Statement::AlterDomain(alter) => self.type_name(&alter.name),
            Statement::AlterFunction(alter) => {
                self.routine(&alter.function.name, alter.function.arguments.as_deref());
            }
            Statement::AlterExtension(alter) => self.extension(&alter.name),
            Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
                self.tables(&publication.tables);
            }
            Statement::Grant(grant) if !grant.of_role => {
                grant.objects.iter().for_each(|object| self.object(object));
            }
            Statement::Vacuum(vacuum) => self.tables(&vacuum.tables),
            Statement::ClusterTable(cluster) => cluster.table.iter().for_each(|table| self.table(table)),
            Statement::Reindex(reindex) => match &reindex.target {
                ReindexTarget::Index(index) => self.index(index, None),
                ReindexTarget::Table(table) => self.table(table),
                ReindexTarget::Schema(_) | ReindexTarget::Database(_) | ReindexTarget::System(_) => {}
            },
            Statement::LockTable(lock) => self.tables(&lock.tables),
            Statement::Truncate(truncate) => self.tables(&truncate.tables),
            Statement::Select(query) => self.query(query),
            Statement::Insert(insert) => {
                self.table(&insert.table);
                self.query(&insert.with);
                insert.source.iter().for_each(|source| self.query(source));
            }
            Statement::Update(update) => {
                self.table(&update.table);
                self.query(&update.source);
            }
            Statement::Delete(delete) => {
                self.table(&delete.table);
                self.query(&delete.source);
            }
            Statement::Merge(merge) => {
                self.table(&merge.table);
                self.query(&merge.source);
            }
            Statement::Copy(copy) => {
                copy.table.iter().for_each(|table| self.table(table));
                copy.query.iter().for_each(|query| self.query(query));
            }
            _ => {}
        }
    }

    fn create_table(&mut self, create: &CreateTable) {
        create.inherits.iter().for_each(|parent| self.table(parent));
        create.like.iter().for_each(|like| self.table(&like.relation));
        if let Some((parent, _)) = &create.partition_of {
            self.relation(parent, RelationKind::PartitionedTable);
        }
        create.of_type.iter().for_each(|name| self.type_name(name));
        let inline = create.columns.iter().flat_map(|column| &column.constraints);
        for constraint in inline.chain(&create.constraints) {
            self.referenced(constraint, &create.name);
        }
        if let Some(schema) = &create.name.schema {
            self.schema(&schema.clone());
        }
    }

    /// The table that a foreign key points at, unless it is the one being made.
    fn referenced(&mut self, constraint: &TableConstraint, new: &ObjectName) {
        let ConstraintKind::ForeignKey(foreign_key) = &constraint.kind else { return };
        if self.catalog.qualify(&foreign_key.references) != self.catalog.qualify(new) {
            self.columns(
                &foreign_key.references,
                foreign_key.referenced_columns.iter().map(|column| &column.name),
            );
        }
    }

    fn alter_table(&mut self, alter: &AlterTable) {
        self.certain = !alter.if_exists;
        if alter.kind == ObjectKind::Type {
            return self.type_name(&alter.name);
        }
        let attaches = alter.actions.iter().any(|action| {
            matches!(
                action.kind,
                AlterActionKind::AttachPartition { .. } | AlterActionKind::DetachPartition { .. }
            )
        });
        let kind = match kind_of(alter.kind) {
            RelationKind::Table if attaches => RelationKind::PartitionedTable,
            RelationKind::Index if attaches => RelationKind::PartitionedIndex,
            kind => kind,
        };
        let Some(id) = self.relation(&alter.name, kind) else { return };
        let added: Vec<&Name> = alter
            .actions
            .iter()
            .filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => Some(&column.name.name),
                _ => None,
            })
            .collect();
        for action in &alter.actions {
            self.action(id, &alter.name, &action.kind, &added);
        }
    }

    fn action(&mut self, id: RelationId, table: &ObjectName, action: &AlterActionKind, added: &[&Name]) {
        use AlterActionKind::*;
        match action {
            AddColumn { column, .. } => {
                column.constraints.iter().for_each(|constraint| self.referenced(constraint, table));
            }
            DropColumn { column, if_exists: true, .. }
                if self.catalog.relation(id).is_some_and(|table| !table.columns_known) =>
            {
                self.column(id, &column.name, false);
            }
            DropColumn { if_exists: true, .. } => {}
            DropColumn { column, .. }
            | AlterColumnType { column, .. }
            | SetDefault { column, .. }
            | DropDefault { column }
            | SetNotNull { column }
            | DropNotNull { column }
            | SetExpression { column, .. }
            | DropExpression { column, .. }
            | AddIdentity { column, .. }
            | SetIdentity { column, .. }
            | DropIdentity { column, .. }
            | SetColumnOptions { column }
            | SetStorage { column, .. }
            | SetCompression { column, .. }
                if !added.contains(&&column.name) =>
            {
                self.column(id, &column.name, true);
            }
            AddConstraint { constraint } => self.constraint_columns(id, table, constraint, added),
            AlterConstraint { constraint, .. } | ValidateConstraint { constraint } => {
                self.constraint(id, &constraint.name, true);
            }
            DropConstraint { constraint, if_exists, .. } => self.constraint(id, &constraint.name, !if_exists),
            AttachPartition { partition, bound: Some(_) } | DetachPartition { partition, .. } => {
                self.table(partition);
            }
            AttachPartition { partition, bound: None } => self.index(partition, None),
            Inherit { parent } | NoInherit { parent } => self.table(parent),
            ClusterOn { index } | ReplicaIdentity(crate::ast::ReplicaIdentity::Index(index)) => {
                self.index_of(id, &index.name, false);
            }
            OfType { name } => self.type_name(name),
            _ => {}
        }
    }

    fn constraint_columns(
        &mut self,
        id: RelationId,
        table: &ObjectName,
        constraint: &TableConstraint,
        added: &[&Name],
    ) {
        let mut columns: Vec<Name> = Vec::new();
        match &constraint.kind {
            ConstraintKind::Check(check) => check.expr.walk(&mut |part| {
                if let crate::ast::Expr::Column(parts) = part {
                    columns.extend(parts.last().cloned());
                }
            }),
            ConstraintKind::NotNull(column) => columns.push(column.name.clone()),
            ConstraintKind::PrimaryKey(KeyConstraint { using_index: Some(index), .. })
            | ConstraintKind::Unique(KeyConstraint { using_index: Some(index), .. }) => {
                self.index_of(id, &index.name, true);
            }
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                columns.extend(key.columns.iter().chain(&key.include).map(|column| column.name.clone()));
            }
            ConstraintKind::Exclusion(exclusion) => {
                columns.extend(exclusion.elements.iter().filter_map(|(element, _)| match &element.key {
                    IndexKey::Column(column) => Some(column.clone()),
                    IndexKey::Expression(_) => None,
                }));
            }
            ConstraintKind::ForeignKey(foreign_key) => {
                columns.extend(foreign_key.columns.iter().map(|column| column.name.clone()));
                self.referenced(constraint, table);
                if self.catalog.resolve_id(&foreign_key.references) == Some(id) {
                    columns.extend(foreign_key.referenced_columns.iter().map(|column| column.name.clone()));
                }
            }
        }
        for column in columns.iter().filter(|column| !added.contains(column)) {
            self.column(id, column, true);
        }
    }

    fn drop(&mut self, drop: &DropObjects) {
        self.certain = !drop.if_exists;
        if !drop.owned {
            drop.objects.iter().for_each(|object| self.object(object));
        }
    }

    fn object(&mut self, object: &ObjectRef) {
        match object.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Sequence => {
                self.relation(&object.name, kind_of(object.kind));
            }
            ObjectKind::Index => self.index(&object.name, None),
            ObjectKind::Column => {
                if let Some(column) = &object.part {
                    self.columns(&object.name, [&column.name]);
                }
            }
            ObjectKind::Constraint => {
                let id = self.relation(&object.name, RelationKind::Table);
                if let Some((id, constraint)) = id.zip(object.part.as_ref()) {
                    self.constraint(id, &constraint.name, true);
                }
            }
            ObjectKind::Trigger | ObjectKind::Rule | ObjectKind::Policy => self.table(&object.name),
            ObjectKind::Type | ObjectKind::Domain | ObjectKind::Attribute | ObjectKind::DomainConstraint => {
                self.type_name(&object.name);
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                self.routine(&object.name, object.arguments.as_deref());
            }
            ObjectKind::Schema => self.schema(&object.name.name),
            ObjectKind::Extension => self.extension(&object.name.name),
            _ => {}
        }
    }

    fn query(&mut self, query: &Query) {
        let changed = query.changes.iter().map(RowChange::table);
        for name in query.relations.iter().chain(&query.row_locks).chain(changed) {
            if !self.catalog.is_system(name) {
                self.table(name);
            }
        }
    }

    fn tables(&mut self, names: &[ObjectName]) {
        names.iter().for_each(|name| self.table(name));
    }

    fn table(&mut self, name: &ObjectName) {
        self.relation(name, RelationKind::Table);
    }

    /// Whether something that is not known may be put in.
    fn may_assume(&self) -> bool {
        self.certain || self.catalog.baseline == Baseline::Unknown
    }

    fn origin(&self) -> Origin {
        Origin::Assumed { certain: self.certain }
    }

    fn relation(&mut self, name: &ObjectName, kind: RelationKind) -> Option<RelationId> {
        if let Some(id) = self.catalog.resolve_id(name) {
            self.learn(id, kind);
            return Some(id);
        }
        if name.schema.as_ref().is_some_and(|schema| is_system_schema(schema)) || name.name.is_empty() {
            return None;
        }
        let mut qualified = self.catalog.qualify(name);
        if name.schema.is_none() && self.catalog.session.past_temporary.contains(&name.name) {
            qualified.schema = Name::new_static("pg_temp");
        }
        // What this history has dropped is not there for an IF EXISTS.
        let dropped = !self.certain && self.catalog.gone(&qualified).is_some();
        if dropped || !self.may_assume() {
            return None;
        }
        self.schema(&qualified.schema);
        let origin = self.origin();
        let id = self.catalog.add_relation(qualified, kind, origin);
        self.catalog.change(id, |relation| {
            relation.columns_known = false;
            relation.populated = true;
            relation.index = kind.is_index().then(|| Arc::new(unknown_index(None, false)));
        });
        Some(id)
    }

    /// A statement tells more of what was only assumed.
    fn learn(&mut self, id: RelationId, kind: RelationKind) {
        let certain = self.certain;
        let Some(relation) = self.catalog.relation(id) else { return };
        let Origin::Assumed { certain: known_certain } = relation.origin else { return };
        let refines = relation.kind == RelationKind::Table && kind != RelationKind::Table
            || relation.kind == RelationKind::Index && kind == RelationKind::PartitionedIndex;
        if !refines && (known_certain || !certain) {
            return;
        }
        self.catalog.change(id, |relation| {
            relation.origin = Origin::Assumed { certain: known_certain || certain };
            if refines {
                relation.kind = kind;
                if kind.is_index() && relation.index.is_none() {
                    relation.index = Some(Arc::new(unknown_index(None, false)));
                }
            }
        });
    }

    fn columns<'n>(&mut self, table: &ObjectName, columns: impl IntoIterator<Item = &'n Name>) {
        if let Some(id) = self.relation(table, RelationKind::Table) {
            columns.into_iter().for_each(|column| self.column(id, column, true));
        }
    }

    fn column(&mut self, id: RelationId, name: &Name, certain: bool) {
        let origin = Origin::Assumed { certain: certain && self.certain };
        let Some(relation) = self.catalog.relation(id) else { return };
        let has_columns = !relation.kind.is_index() && relation.kind != RelationKind::Sequence;
        if relation.column(name).is_none() && has_columns && self.may_assume() {
            let column = Column { nullability_known: false, ..Column::new(name.clone(), origin) };
            self.catalog.change(id, |relation| relation.columns.push(Arc::new(column)));
        }
    }

    fn constraint(&mut self, id: RelationId, name: &Name, certain: bool) {
        let certain = certain && self.certain;
        let Some(relation) = self.catalog.relation(id) else { return };
        // A table that a statement made has no constraint that is not known, as far as an IF EXISTS can tell.
        let made = relation.origin.created().is_some() && !certain;
        if relation.constraint(name).is_none() && !made && (certain || self.may_assume()) {
            let origin = Origin::Assumed { certain };
            let constraint = Constraint::new(name.clone(), ConstraintDef::Unknown, origin);
            self.catalog.add_constraint(id, constraint);
        }
    }

    fn index(&mut self, name: &ObjectName, table: Option<RelationId>) {
        let known = self.catalog.resolve_id(name);
        let id = self.relation(name, RelationKind::Index);
        if let Some((id, table)) = id.filter(|id| known != Some(*id)).zip(table) {
            self.catalog.change(id, |index| index.index = Some(Arc::new(unknown_index(Some(table), true))));
            self.catalog.change(table, |table| table.indexes.push(id));
        }
    }

    /// An index of a known table, which is in that table's schema.
    fn index_of(&mut self, table: RelationId, name: &Name, unique: bool) {
        let Some(schema) = self.catalog.relation(table).map(|table| table.name.schema.clone()) else {
            return;
        };
        let name = ObjectName::new(Some(&schema), name, crate::source::Span::default());
        self.index(&name, Some(table));
        let Some(id) = self.catalog.resolve_id(&name) else { return };
        let homeless = |index: &Index| index.table.is_none();
        if self.catalog.relation(id).and_then(|index| index.index.as_deref()).is_some_and(homeless) {
            self.catalog.change_index(id, |index| {
                index.table = Some(table);
                index.unique |= unique;
            });
            self.catalog.change(table, |table| table.indexes.push(id));
        }
    }

    fn type_name(&mut self, name: &ObjectName) {
        if self.catalog.type_def(name).is_some() || !self.may_assume() {
            return;
        }
        if name.schema.as_ref().is_some_and(|schema| is_system_schema(schema)) {
            return;
        }
        let name = self.catalog.qualify(name);
        let assumed =
            TypeDef { name: name.clone(), kind: TypeDefKind::Assumed, origin: self.origin(), comment: None };
        self.catalog.seldom.types.insert(name, Arc::new(assumed));
    }

    fn routine(&mut self, name: &ObjectName, arguments: Option<&[TypeName]>) {
        if !self.catalog.routines(name).is_empty() || !self.may_assume() {
            return;
        }
        if name.schema.as_ref().is_some_and(|schema| is_system_schema(schema)) {
            return;
        }
        let name = self.catalog.qualify(name);
        let parameters = arguments.unwrap_or_default().iter().map(|data_type| crate::ast::Parameter {
            name: None,
            data_type: data_type.clone(),
            mode: crate::ast::ParameterMode::In,
            has_default: false,
        });
        let routine = Routine {
            name: name.clone(),
            procedure: false,
            aggregate: false,
            parameters: parameters.collect(),
            returns: None,
            language: Name::default(),
            volatility: Volatility::Volatile,
            security_definer: false,
            settings: Vec::new(),
            search_path: None,
            origin: self.origin(),
            definition: None,
            defined_at: None,
            comment: None,
            public_revoked: false,
        };
        self.catalog.put_routines(name, imbl::vector![Arc::new(routine)]);
    }

    fn schema(&mut self, name: &Name) {
        if !self.catalog.seldom.schemas.contains_key(name) && self.may_assume() {
            let origin = self.origin();
            self.catalog.seldom.schemas.insert(name.clone(), origin);
        }
    }

    fn extension(&mut self, name: &Name) {
        if !self.catalog.seldom.extensions.contains_key(name) && self.may_assume() {
            let extension = Extension { schema: None, version: None, origin: self.origin() };
            self.catalog.seldom.extensions.insert(name.clone(), extension);
        }
    }
}

fn kind_of(kind: ObjectKind) -> RelationKind {
    match kind {
        ObjectKind::View => RelationKind::View,
        ObjectKind::MaterializedView => RelationKind::MaterializedView,
        ObjectKind::Index => RelationKind::Index,
        ObjectKind::Sequence => RelationKind::Sequence,
        ObjectKind::ForeignTable => RelationKind::ForeignTable,
        _ => RelationKind::Table,
    }
}

fn unknown_index(table: Option<RelationId>, unique: bool) -> Index {
    Index { unique, ..Index::btree(table, Vec::new()) }
}
