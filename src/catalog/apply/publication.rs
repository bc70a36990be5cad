//! Schemas, extensions, publications and statistics objects.

use std::sync::Arc;

use super::Apply;
use crate::ast::{
    AlterExtension, AlterExtensionAction, CreateExtension, CreateSchema, CreateStatistics, IndexElement,
    Name, Publication, PublicationAction,
};
use crate::catalog::edit::push_new;
use crate::catalog::{Extension, Origin, PublicationDef, QualifiedName, RelationId, StatisticsDef, names};

/// Types, functions and operator classes of the extensions that columns, defaults and indexes use most.
const MEMBERS: &[(&str, &[&str])] = &[
    ("citext", &["citext"]),
    ("hstore", &["hstore", "gin_hstore_ops", "gist_hstore_ops"]),
    ("ltree", &["ltree", "lquery", "ltxtquery", "gist_ltree_ops"]),
    ("vector", &["vector", "halfvec", "sparsevec", "vector_l2_ops", "vector_ip_ops", "vector_cosine_ops"]),
    ("postgis", &["geometry", "geography", "box2d", "box3d"]),
    ("cube", &["cube"]),
    ("isn", &["isbn", "isbn13", "issn", "issn13", "ismn", "ismn13", "ean13", "upc"]),
    ("seg", &["seg"]),
    ("semver", &["semver"]),
    ("pg_trgm", &["gin_trgm_ops", "gist_trgm_ops"]),
    ("uuid-ossp", &["uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuid_generate_v5"]),
    ("pgcrypto", &["gen_random_bytes", "gen_salt", "crypt", "digest"]),
    ("pg_uuidv7", &["uuid_generate_v7"]),
    ("nanoid", &["nanoid"]),
];

impl Apply<'_> {
    pub(super) fn create_schema(&mut self, create: &CreateSchema) {
        let Some(name) = create.name.as_ref().or(create.authorization.as_ref()) else { return };
        let known = self.catalog.seldom.schemas.get(name).copied();
        if !matches!(known, Some(Origin::Created(_) | Origin::Existing)) {
            let certain = known == Some(Origin::Assumed { certain: true });
            if !(certain && create.if_not_exists) {
                let origin = self.created(self.statement);
                self.catalog.seldom.schemas.insert(name.clone(), origin);
            }
        }
        let path = Arc::clone(&self.catalog.session.search_path);
        self.catalog.session.search_path = std::iter::once(name).chain(path.iter()).cloned().collect();
        for element in &create.elements {
            self.catalog.assume(&element.kind);
            self.catalog.apply(element, self.script, self.version);
        }
        self.catalog.session.search_path = path;
    }

    pub(super) fn create_extension(&mut self, create: &CreateExtension) {
        let known = self.catalog.seldom.extensions.get(&create.name).map(|known| known.origin);
        let assumed_certain = known == Some(Origin::Assumed { certain: true });
        if matches!(known, Some(Origin::Created(_) | Origin::Existing))
            || assumed_certain && create.if_not_exists
        {
            return;
        }
        let extension = Extension {
            schema: create.schema.clone(),
            version: create.version.clone(),
            origin: self.created(self.statement),
        };
        self.catalog.seldom.extensions.insert(create.name.clone(), extension);
    }

    pub(super) fn alter_extension(&mut self, alter: &AlterExtension) {
        let Some(extension) = self.catalog.seldom.extensions.get_mut(&alter.name) else { return };
        match &alter.action {
            AlterExtensionAction::Update(version) => extension.version = version.clone(),
            AlterExtensionAction::SetSchema(schema) => extension.schema = Some(schema.clone()),
            AlterExtensionAction::Member => {}
        }
    }

    /// Drops an extension; with CASCADE also the columns, defaults and indexes that are known to use it.
    pub(super) fn drop_extension(&mut self, name: &Name, cascade: bool) {
        let known = MEMBERS.iter().find(|(extension, _)| extension == name).map(|(_, members)| *members);
        let members = known.unwrap_or_default();
        let is_member = |name: &Name| members.contains(&name.as_str());
        let dropped = self.drop_columns_where(cascade, |relation| {
            let columns = relation
                .columns
                .iter()
                .filter(|column| column.data_type.as_ref().is_some_and(|used| is_member(&used.name)));
            columns.map(|column| column.name.clone()).collect()
        });
        if !dropped {
            return;
        }
        let indexes: Vec<RelationId> = self
            .catalog
            .relations()
            .filter(|relation| {
                let uses = |element: &IndexElement| element.operator_class.as_ref().is_some_and(is_member);
                relation.index.as_ref().is_some_and(|index| index.elements.iter().any(uses))
            })
            .map(|relation| relation.id)
            .collect();
        if !cascade && !indexes.is_empty() {
            return;
        }
        self.drop_relations(&indexes, cascade);
        if cascade {
            self.drop_defaults(|default| default.calls_any(|call| is_member(&call.name)));
        }
        self.catalog.seldom.extensions.remove(name);
    }

    pub(super) fn publication(&mut self, publication: &Publication) {
        let tables: Vec<RelationId> =
            publication.tables.iter().filter_map(|table| self.resolve(table)).collect();
        let known = self.catalog.seldom.publications.get(&publication.name).cloned();
        let origin = self.created(self.statement);
        let mut changed = match (publication.action, known) {
            (PublicationAction::Create, Some(_)) => return,
            (PublicationAction::Create, None) => PublicationDef {
                all_tables: publication.all_tables,
                tables: Vec::new(),
                schemas: Vec::new(),
                publishes_changes: true,
                origin,
            },
            (_, Some(known)) => known,
            (_, None) => return,
        };
        changed.publishes_changes = publication.publishes_changes.unwrap_or(changed.publishes_changes);
        match publication.action {
            PublicationAction::Create | PublicationAction::Add => {
                tables.into_iter().for_each(|table| push_new(&mut changed.tables, table));
                publication.schemas.iter().for_each(|schema| push_new(&mut changed.schemas, schema.clone()));
            }
            PublicationAction::Set => {
                changed.tables = tables;
                changed.schemas = publication.schemas.clone();
            }
            PublicationAction::Drop => {
                changed.tables.retain(|table| !tables.contains(table));
                changed.schemas.retain(|schema| !publication.schemas.contains(schema));
            }
            PublicationAction::Options => {}
        }
        self.catalog.seldom.publications.insert(publication.name.clone(), changed);
    }

    pub(super) fn create_statistics(&mut self, create: &CreateStatistics) {
        let relations: Vec<RelationId> =
            create.relations.iter().filter_map(|table| self.resolve(table)).collect();
        let name = match &create.name {
            Some(name) => self.creation_name(name, false),
            None => {
                let table = relations.first().and_then(|table| self.catalog.relation(*table));
                let Some(table) = table.map(|table| table.name.clone()) else { return };
                let columns = names::joined(&create.columns);
                let name = self.catalog.choose_statistics_name(&table.schema, &table.name, &columns);
                QualifiedName { schema: table.schema.clone(), name }
            }
        };
        if self.catalog.seldom.statistics.contains_key(&name) {
            return;
        }
        let origin = self.created(create.name.as_ref().map_or(self.statement, |name| name.span));
        let made = StatisticsDef { name: name.clone(), relations, columns: create.columns.clone(), origin };
        self.catalog.seldom.statistics.insert(name, Arc::new(made));
    }
}
