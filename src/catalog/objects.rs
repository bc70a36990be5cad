//! Every object of a catalog with its properties as text, so that catalogs can be shown and compared.

use std::collections::BTreeMap;

use super::show::{self, expression, index_element, list, type_name};
use super::{
    Catalog, Column, Constraint, ConstraintDef, Index, Origin, Policy, Relation, RelationKind, Routine,
    Trigger, TypeDef, TypeDefKind,
};
use crate::ast::{Generated, Identity, Name, Persistence, ReferentialAction, TriggerTiming, quoted};

/// What an object is and what it is called: `index`, `users_email_idx`. What hangs on a relation has its name in
/// front: `column`, `users.email`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: &'static str,
    pub(super) name: String,
}

#[derive(Debug)]
pub(super) struct Object {
    pub(super) origin: Origin,
    /// The object that it is a part of.
    pub(super) owner: Option<Key>,
    pub(super) properties: Vec<Property>,
}

/// `not null`, or a label with a value: `default`, `now()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) label: &'static str,
    pub(super) value: String,
    /// It says how the object came to be or is filled, not what it is: catalogs are the same without it.
    pub(super) aside: bool,
}

impl Property {
    pub(super) fn shown(&self) -> String {
        match (self.label, self.value.as_str()) {
            ("", value) => value.to_owned(),
            ("type", value) => value.to_owned(),
            (label, "") => label.to_owned(),
            (label, value) => format!("{label} {value}"),
        }
    }
}

/// Properties being collected.
#[derive(Default)]
struct Properties(Vec<Property>);

impl Properties {
    fn say(&mut self, label: &'static str, value: impl Into<String>) -> &mut Self {
        self.0.push(Property { label, value: value.into(), aside: false });
        self
    }

    fn say_if(&mut self, holds: bool, label: &'static str) -> &mut Self {
        if holds {
            self.say(label, "");
        }
        self
    }

    fn say_some(&mut self, label: &'static str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.say(label, value.to_string());
        }
        self
    }

    fn aside(&mut self, holds: bool, label: &'static str, value: impl Into<String>) -> &mut Self {
        if holds {
            self.0.push(Property { label, value: value.into(), aside: true });
        }
        self
    }
}

/// Every object that is not the server's own.
pub(super) fn objects(catalog: &Catalog) -> BTreeMap<Key, Object> {
    let mut collected = Collected { catalog, objects: BTreeMap::new() };
    for (name, origin) in catalog.schemas() {
        if origin != Origin::Existing {
            collected.put("schema", quoted(name).into_owned(), origin, None, Properties::default());
        }
    }
    for (name, extension) in &catalog.extensions {
        let mut properties = Properties::default();
        properties
            .say_some("schema", extension.schema.as_ref())
            .say_some("version", extension.version.as_ref());
        collected.put("extension", quoted(name).into_owned(), extension.origin, None, properties);
    }
    catalog.relations().for_each(|relation| collected.relation(relation));
    catalog.types().for_each(|found| collected.type_def(found));
    catalog.all_routines().for_each(|routine| collected.routine(routine));
    collected.rest();
    collected.objects
}

struct Collected<'a> {
    catalog: &'a Catalog,
    objects: BTreeMap<Key, Object>,
}

impl Collected<'_> {
    fn put(
        &mut self,
        kind: &'static str,
        name: String,
        origin: Origin,
        owner: Option<&Key>,
        with: Properties,
    ) {
        let object = Object { origin, owner: owner.cloned(), properties: with.0 };
        self.objects.insert(Key { kind, name }, object);
    }

    fn name_of(&self, id: super::RelationId) -> String {
        self.catalog.relation(id).map_or("?".to_owned(), |relation| relation.name.to_string())
    }

    fn relation(&mut self, relation: &Relation) {
        if relation.origin == Origin::Existing {
            return;
        }
        let key = Key { kind: relation.kind.name(), name: relation.name.to_string() };
        let owner = self.owner_of(relation);
        let mut properties = Properties::default();
        match &relation.index {
            // Of an index that is only assumed nothing is known.
            Some(index) if matches!(relation.origin, Origin::Assumed { .. }) => {
                let table = index.table.map(|table| self.name_of(table)).unwrap_or_default();
                properties.aside(index.table.is_some(), "on", table);
            }
            Some(index) => self.index(index, &mut properties),
            None => self.relation_properties(relation, &mut properties),
        }
        let parents = list(relation.parents.iter().map(|parent| self.name_of(*parent)));
        let label = match relation.partition_bound {
            Some(_) => "partition of",
            None if relation.kind.is_index() => "part of",
            None => "inherits",
        };
        properties.say_some(label, Some(parents).filter(|parents| !parents.is_empty()));
        properties.say_some("for", relation.partition_bound.as_deref().map(show::partition_bound));
        self.common_properties(relation, &mut properties);
        self.put(key.kind, key.name.clone(), relation.origin, owner.as_ref(), properties);
        self.parts(relation, &key);
    }

    /// The table of an index, the column of an owned sequence.
    fn owner_of(&self, relation: &Relation) -> Option<Key> {
        let key = |id| {
            let owner = self.catalog.relation(id)?;
            Some(Key { kind: owner.kind.name(), name: owner.name.to_string() })
        };
        if let Some((table, column, _)) = &relation.sequence_owner {
            return Some(Key { kind: "column", name: format!("{}.{}", key(*table)?.name, quoted(column)) });
        }
        let index = relation.index.as_ref()?;
        match &index.constraint {
            Some(name) => Some(Key {
                kind: "constraint",
                name: format!("{}.{}", key(index.table?)?.name, quoted(name)),
            }),
            None => key(index.table?),
        }
    }

    fn relation_properties(&self, relation: &Relation, properties: &mut Properties) {
        let columns = list(relation.columns.iter().map(|column| quoted(&column.name).into_owned()));
        let has_columns = !matches!(relation.kind, RelationKind::Sequence | RelationKind::CompositeType);
        properties.aside(has_columns, "", format!("({columns})"));
        properties.aside(has_columns && !relation.columns_known, "and columns unknown", "");
        if relation.kind == RelationKind::Sequence {
            properties.say("type", relation.sequence_type.as_deref().unwrap_or("int8"));
            if let Some((table, column, identity)) = &relation.sequence_owner {
                let label = if *identity { "identity of" } else { "owned by" };
                properties.say(label, format!("{}.{}", self.name_of(*table), quoted(column)));
            }
        }
        let reads = list(relation.reads.iter().map(|read| self.name_of(*read)));
        properties.say_some("reads", Some(reads).filter(|reads| !reads.is_empty()));
        properties.say_some("partition by", relation.partition_key.as_deref().map(show::partition_key));
        let filled = relation.populated && relation.kind != RelationKind::Sequence;
        properties.aside(filled, "filled", "");
    }

    fn common_properties(&self, relation: &Relation, properties: &mut Properties) {
        properties.say_if(relation.persistence == Persistence::Unlogged, "unlogged");
        properties.say_if(relation.row_security, "row security");
        properties.say_if(relation.force_row_security, "force row security");
        let mut options: Vec<String> = relation
            .options
            .iter()
            .map(|option| match &option.value {
                Some(value) => format!("{} = {value}", option.name),
                None => option.name.to_string(),
            })
            .collect();
        options.sort();
        properties.say_some("with", Some(options.join(", ")).filter(|options| !options.is_empty()));
        properties.say_some("access method", relation.access_method.as_ref());
        properties.say_some("tablespace", relation.tablespace.as_ref());
        properties.say_some("replica identity", relation.replica_identity.as_ref().map(replica_identity));
        properties.say_some("owner", relation.owner.as_ref());
        properties.say_some("comment", relation.comment.as_ref().map(literal));
        let mut grants: Vec<String> = relation
            .grants
            .iter()
            .map(|(privilege, to)| {
                let privilege = if privilege.is_empty() { "all" } else { privilege.as_str() };
                format!("{privilege} to {to}")
            })
            .collect();
        grants.sort();
        properties.say_some("grants", Some(grants.join(", ")).filter(|grants| !grants.is_empty()));
    }

    fn index(&self, index: &Index, properties: &mut Properties) {
        let table = index.table.map_or("?".to_owned(), |table| self.name_of(table));
        let elements = list(index.elements.iter().map(index_element));
        properties.say_if(index.unique, "unique");
        properties.say("on", format!("{table} using {} ({elements})", index.method));
        let include = Some(&index.include).filter(|include| !include.is_empty());
        properties.say_some("include", include.map(|include| format!("({})", show::names(include))));
        properties.say_some("where", index.predicate.as_ref().map(expression));
        properties.say_if(index.nulls_not_distinct, "nulls not distinct").say_if(!index.valid, "invalid");
    }

    fn parts(&mut self, relation: &Relation, key: &Key) {
        let part = |name: &Name| format!("{}.{}", key.name, quoted(name));
        for column in &relation.columns {
            self.put("column", part(&column.name), column.origin, Some(key), column_properties(column));
        }
        for constraint in &relation.constraints {
            let properties = self.constraint(constraint);
            self.put("constraint", part(&constraint.name), constraint.origin, Some(key), properties);
        }
        for trigger in &relation.triggers {
            self.put("trigger", part(&trigger.name), trigger.origin, Some(key), trigger_properties(trigger));
        }
        for policy in &relation.policies {
            self.put("policy", part(&policy.name), policy.origin, Some(key), policy_properties(policy));
        }
        for rule in &relation.rules {
            self.put("rule", part(rule), relation.origin, Some(key), Properties::default());
        }
    }

    fn constraint(&self, constraint: &Constraint) -> Properties {
        let mut properties = Properties::default();
        match &constraint.kind {
            ConstraintDef::Unknown => &mut properties,
            ConstraintDef::Check { expr, .. } => properties.say("check", format!("({})", expression(expr))),
            ConstraintDef::NotNull { column } => properties.say("not null", quoted(column)),
            ConstraintDef::PrimaryKey { columns, .. } => {
                properties.say("primary key", format!("({})", show::names(columns)))
            }
            ConstraintDef::Unique { columns, .. } => {
                properties.say("unique", format!("({})", show::names(columns)))
            }
            ConstraintDef::Exclusion { definition, .. } => {
                let elements = definition
                    .elements
                    .iter()
                    .map(|(element, operator)| format!("{} with {operator}", index_element(element)));
                properties.say("exclude", format!("using {} ({})", definition.method, list(elements)))
            }
            ConstraintDef::ForeignKey { columns, references, referenced_columns, on_delete, on_update } => {
                let referenced =
                    format!("{} ({})", self.name_of(*references), show::names(referenced_columns));
                properties
                    .say("foreign key", format!("({}) references {referenced}", show::names(columns)))
                    .say_some("on delete", action(*on_delete))
                    .say_some("on update", action(*on_update))
            }
        };
        properties
            .say_if(!constraint.enforced, "not enforced")
            .say_if(constraint.enforced && !constraint.validated, "not valid")
            .say_if(constraint.deferrable, "deferrable")
            .say_if(constraint.initially_deferred, "initially deferred")
            .say_if(constraint.no_inherit, "no inherit")
            .say_if(constraint.inherited, "inherited");
        properties
    }

    fn type_def(&mut self, found: &TypeDef) {
        let mut properties = Properties::default();
        let kind = match &found.kind {
            TypeDefKind::Enum { values } => {
                let values = list(values.iter().map(|value| literal(&value.value)));
                properties.say("values", format!("({values})"));
                "enum"
            }
            TypeDefKind::Domain { base, not_null, default, checks } => {
                properties.say("type", type_name(base)).say_if(*not_null, "not null");
                properties.say_some("default", default.as_ref().map(expression));
                for check in checks {
                    let valid = if check.validated { "" } else { " not valid" };
                    let shown = format!("{} ({}){valid}", quoted(&check.name), expression(&check.expr));
                    properties.say("check", shown);
                }
                "domain"
            }
            TypeDefKind::Composite { attributes } => {
                let shown = attributes.iter().map(|(name, of)| format!("{} {}", quoted(name), type_name(of)));
                properties.say("attributes", format!("({})", list(shown)));
                "composite type"
            }
            TypeDefKind::Range => "range type",
            TypeDefKind::Base | TypeDefKind::Assumed => "type",
        };
        properties.say_some("comment", found.comment.as_ref().map(literal));
        self.put(kind, found.name.to_string(), found.origin, None, properties);
    }

    fn routine(&mut self, routine: &Routine) {
        let arguments = list(routine.signature().into_iter().map(type_name));
        let kind = if routine.procedure { "procedure" } else { "function" };
        let mut properties = Properties::default();
        properties.say_some("returns", routine.returns.as_ref().map(type_name));
        properties.say_some("language", Some(&routine.language).filter(|language| !language.is_empty()));
        if routine.origin.created().is_some() && !routine.procedure {
            properties.say("volatility", format!("{:?}", routine.volatility).to_ascii_lowercase());
        }
        properties.say_if(routine.security_definer, "security definer");
        properties
            .say_some("settings", Some(show::names(&routine.settings)).filter(|shown| !shown.is_empty()));
        properties.say_if(routine.public_revoked, "execute revoked from public");
        properties.say_some("comment", routine.comment.as_ref().map(literal));
        let body = routine.definition.as_ref().and_then(|definition| definition.body.as_ref());
        if let Some((body, _)) = body {
            properties.0.push(Property { label: "body", value: fingerprint(body), aside: false });
        }
        let unknown = routine.origin.created().is_none() && routine.parameters.is_empty();
        let name = if unknown { routine.name.to_string() } else { format!("{}({arguments})", routine.name) };
        self.put(kind, name, routine.origin, None, properties);
    }

    fn rest(&mut self) {
        let catalog = self.catalog;
        for (name, publication) in catalog.publications() {
            let mut properties = Properties::default();
            let mut tables: Vec<String> =
                publication.tables.iter().map(|table| self.name_of(*table)).collect();
            tables.sort();
            properties.say_if(publication.all_tables, "for all tables");
            properties.say_some("tables", Some(tables.join(", ")).filter(|tables| !tables.is_empty()));
            let schemas = show::names(&publication.schemas);
            properties.say_some("schemas", Some(schemas).filter(|schemas| !schemas.is_empty()));
            let origin = Origin::Assumed { certain: true };
            self.put("publication", quoted(name).into_owned(), origin, None, properties);
        }
        for statistics in catalog.statistics() {
            let mut properties = Properties::default();
            let tables = list(statistics.relations.iter().map(|table| self.name_of(*table)));
            properties.say("on", format!("{tables} ({})", show::names(&statistics.columns)));
            self.put("statistics object", statistics.name.to_string(), statistics.origin, None, properties);
        }
    }
}

fn column_properties(column: &Column) -> Properties {
    let mut properties = Properties::default();
    properties.say_some("type", column.data_type.as_ref().map(type_name));
    properties.say_some("collate", column.collation.as_ref()).say_if(column.not_null, "not null");
    properties.say_some("default", column.default.as_ref().map(expression));
    properties.say_some("generated", column.generated.as_ref().map(generated));
    let identity = column.identity.map(|identity| match identity {
        Identity::Always => "always",
        Identity::ByDefault => "by default",
    });
    properties.say_some("identity", identity).say_if(column.inherited, "inherited");
    properties.say_some("comment", column.comment.as_ref().map(literal));
    properties
}

fn generated(generated: &Generated) -> String {
    let kind = if generated.stored { "stored" } else { "virtual" };
    format!("({}) {kind}", expression(&generated.expr.expr))
}

fn trigger_properties(trigger: &Trigger) -> Properties {
    let timing = match trigger.timing {
        TriggerTiming::Before => "before",
        TriggerTiming::After => "after",
        TriggerTiming::InsteadOf => "instead of",
    };
    let named = [
        (trigger.events.insert, "insert"),
        (trigger.events.update, "update"),
        (trigger.events.delete, "delete"),
        (trigger.events.truncate, "truncate"),
    ];
    let events: Vec<&str> = named.into_iter().filter(|(fires, _)| *fires).map(|(_, event)| event).collect();
    let columns = Some(show::names(&trigger.columns)).filter(|columns| !columns.is_empty());
    let each = if trigger.row { "row" } else { "statement" };
    let mut properties = Properties::default();
    properties.say("", format!("{timing} {}", events.join(" or ")));
    properties.say_some("of", columns).say("for each", each);
    properties.say_some("when", trigger.when.as_ref().map(|when| format!("({})", expression(when))));
    properties.say("execute", trigger.function.to_string());
    properties
        .say_if(trigger.constraint, "constraint")
        .say_if(trigger.initially_deferred, "initially deferred");
    properties.say_if(!trigger.enabled, "disabled");
    properties
}

fn policy_properties(policy: &Policy) -> Properties {
    let mut properties = Properties::default();
    properties.say_if(!policy.permissive, "restrictive").say("for", policy.command.as_str());
    properties.say_some("to", Some(show::names(&policy.roles)).filter(|roles| !roles.is_empty()));
    properties.say_some("using", policy.using.as_ref().map(|expr| format!("({})", expression(expr))));
    properties
        .say_some("with check", policy.with_check.as_ref().map(|expr| format!("({})", expression(expr))));
    properties
}

fn action(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set null"),
        ReferentialAction::SetDefault => Some("set default"),
    }
}

fn replica_identity(identity: &crate::ast::ReplicaIdentity) -> String {
    use crate::ast::ReplicaIdentity;
    match identity {
        ReplicaIdentity::Default => "default".to_owned(),
        ReplicaIdentity::Full => "full".to_owned(),
        ReplicaIdentity::Nothing => "nothing".to_owned(),
        ReplicaIdentity::Index(index) => format!("using index {index}"),
    }
}

fn literal(text: &Name) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\n', "\\n"))
}

/// Tells bodies apart without showing them; white space at the ends and line ends do not count.
fn fingerprint(body: &str) -> String {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    body.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| line.hash(&mut hasher));
    format!("#{:08x}", hasher.finish() as u32)
}
