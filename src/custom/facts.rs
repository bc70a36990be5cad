//! What a condition can ask about: the statement, its effects, and what it made, changed and dropped.

use cel::Value;
use cel::objects::KeyRef;
use serde::Serialize;

use crate::ast::IndexKey;
use crate::catalog::{
    Catalog, Changed, Column, Constraint, ConstraintDef, QualifiedName, Relation, expression, type_name,
};
use crate::effects::{Effects, WorkKind};
use crate::migration::{Down, History, Migration, Script, Step};
use crate::version::PgVersion;

/// The names in a condition about a statement.
pub const STATEMENT_NAMES: &[&str] = &[
    "statement",
    "locks",
    "rewrites",
    "scans",
    "index_builds",
    "created",
    "dropped",
    "added_columns",
    "dropped_columns",
    "migration",
    "postgres",
];

/// The names in a condition about a migration.
pub const MIGRATION_NAMES: &[&str] = &[
    "statements",
    "locks",
    "rewrites",
    "scans",
    "index_builds",
    "created",
    "dropped",
    "added_columns",
    "dropped_columns",
    "migration",
    "postgres",
];

/// What `each` calls the element that a condition is asked about.
pub const ITEM: &str = "it";

/// Values by the names that conditions have for them.
pub(super) struct Facts {
    pub(super) values: Vec<(&'static str, Value)>,
    relation: Option<String>,
}

impl Facts {
    /// The relation that a finding is about: the one locked most, or else the one made.
    pub(super) fn relation(&self) -> Option<String> {
        self.relation.clone()
    }

    /// The same with one element of a list as `it`. A finding about it is about the relation that it is or belongs to.
    pub(super) fn with_item(&self, item: &Value) -> Self {
        let mut values = self.values.clone();
        values.push((ITEM, item.clone()));
        let relation = relation_of(item).or_else(|| self.named(item)).or_else(|| self.relation.clone());
        Self { values, relation }
    }

    /// An element that is the name of a relation that is rewritten or read whole.
    fn named(&self, item: &Value) -> Option<String> {
        let Value::String(name) = item else { return None };
        let lists = self.values.iter().filter(|(list, _)| ["rewrites", "scans"].contains(list));
        let has = |list: &Value| matches!(list, Value::List(names) if names.contains(item));
        lists.into_iter().any(|(_, list)| has(list)).then(|| name.to_string())
    }

    fn put(&mut self, name: &'static str, fact: impl Serialize) {
        self.values.push((name, cel::to_value(fact).unwrap_or(Value::Null)));
    }
}

/// What a condition about one statement can ask.
pub(super) fn of_statement(
    history: &History,
    migration: &Migration,
    script: &Script,
    index: usize,
    version: PgVersion,
) -> Facts {
    let step = &script.steps[index];
    let mut facts = Facts { values: Vec::new(), relation: None };
    facts.put("statement", StatementFact::of(script, step));
    put_effects(&mut facts, &[step]);
    put_changes(&mut facts, &step.before, script.after_step(index));
    put_migration(&mut facts, history, migration, script, version);
    facts
}

/// What a condition about a whole migration can ask: the same, added up.
pub(super) fn of_migration(
    history: &History,
    migration: &Migration,
    script: &Script,
    version: PgVersion,
) -> Facts {
    let steps: Vec<&Step> = script.steps.iter().collect();
    let statements: Vec<StatementFact> = steps.iter().map(|step| StatementFact::of(script, step)).collect();
    let mut facts = Facts { values: Vec::new(), relation: None };
    facts.put("statements", statements);
    put_effects(&mut facts, &steps);
    put_changes(&mut facts, &script.before, &script.after);
    put_migration(&mut facts, history, migration, script, version);
    facts
}

fn relation_of(item: &Value) -> Option<String> {
    let text = |name: &str| match item {
        Value::Map(map) => match map.get(&KeyRef::String(name))? {
            Value::String(text) => Some(text.to_string()),
            _ => None,
        },
        _ => None,
    };
    let own = || Some(format!("{}.{}", text("schema")?, text("name")?));
    text("relation").or_else(|| text("table").filter(|table| !table.is_empty())).or_else(own)
}

fn put_effects(facts: &mut Facts, steps: &[&Step]) {
    let mut locks: Vec<LockFact> = Vec::new();
    let (mut rewrites, mut scans, mut index_builds) = (Vec::new(), Vec::new(), Vec::new());
    for step in steps {
        for lock in LockFact::all(&step.effects, &step.before) {
            match locks.iter_mut().find(|known| known.relation == lock.relation) {
                Some(known) if known.strength >= lock.strength => {}
                Some(known) => *known = lock,
                None => locks.push(lock),
            }
        }
        for work in &step.effects.work {
            let Some(relation) = step.before.relation(work.relation) else { continue };
            match &work.kind {
                WorkKind::Rewrite => rewrites.push(qualified(&relation.name)),
                WorkKind::Scan => scans.push(qualified(&relation.name)),
                WorkKind::IndexBuild { index } => index_builds.push(qualified(index)),
                WorkKind::NewFile | WorkKind::Read { .. } | WorkKind::Write { .. } => {}
            }
        }
    }
    let strongest = locks.iter().max_by_key(|lock| lock.strength);
    facts.relation = strongest.map(|lock| lock.relation.clone());
    facts.put("locks", locks);
    facts.put("rewrites", rewrites);
    facts.put("scans", scans);
    facts.put("index_builds", index_builds);
}

fn put_changes(facts: &mut Facts, before: &Catalog, after: &Catalog) {
    let changed = Changed::between(before, after).relations;
    let pairs = || changed.iter().map(|id| (before.relation(*id), after.relation(*id)));
    let made = pairs().filter(|(before, _)| before.is_none()).filter_map(|(_, after)| after);
    let created: Vec<RelationFact> = made.map(|relation| RelationFact::of(relation, after)).collect();
    let gone = pairs().filter(|(_, after)| after.is_none()).filter_map(|(before, _)| before);
    let dropped: Vec<RelationFact> = gone.map(|relation| RelationFact::of(relation, before)).collect();
    let kept: Vec<(&Relation, &Relation)> = pairs().filter_map(|(before, after)| before.zip(after)).collect();
    let added: Vec<ColumnFact> = kept.iter().flat_map(|(old, new)| columns_beyond(new, old)).collect();
    let lost: Vec<ColumnFact> = kept.iter().flat_map(|(old, new)| columns_beyond(old, new)).collect();
    let first = created.first().map(|relation| format!("{}.{}", relation.schema, relation.name));
    facts.relation = facts.relation.take().or(first);
    facts.put("created", created);
    facts.put("dropped", dropped);
    facts.put("added_columns", added);
    facts.put("dropped_columns", lost);
}

/// The columns that one version of a relation has and another lacks.
fn columns_beyond(relation: &Relation, other: &Relation) -> Vec<ColumnFact> {
    let beyond = relation.columns.iter().filter(|column| other.column(&column.name).is_none());
    beyond.map(|column| ColumnFact::of(relation, column)).collect()
}

fn put_migration(
    facts: &mut Facts,
    history: &History,
    migration: &Migration,
    script: &Script,
    version: PgVersion,
) {
    facts.put(
        "migration",
        MigrationFact {
            path: script.source.path(),
            version: &migration.version,
            name: &migration.name,
            tool: history.tool.name,
            transaction: script.unit.name(),
            text: script.source.text(),
            has_way_back: matches!(migration.down, Down::Script(_) | Down::Code),
        },
    );
    facts.put("postgres", version.major());
}

#[derive(Serialize)]
struct MigrationFact<'a> {
    path: &'a str,
    version: &'a str,
    name: &'a str,
    tool: &'a str,
    transaction: &'a str,
    text: &'a str,
    has_way_back: bool,
}

#[derive(Serialize)]
struct StatementFact {
    /// The command tag: `CREATE INDEX`.
    command: String,
    sql: String,
    line: usize,
    /// It may run or not, as a condition in a `DO` block says.
    conditional: bool,
    /// The comments directly above it, as they stand.
    comment: String,
}

impl StatementFact {
    fn of(script: &Script, step: &Step) -> Self {
        Self {
            command: step.statement.kind.command().into_owned(),
            sql: script.source.slice(step.span()).to_owned(),
            line: script.source.line_column(step.span().start).line,
            conditional: step.conditional,
            comment: script.comments_above(step.span(), step.span().start).collect::<Vec<_>>().join("\n"),
        }
    }
}

#[derive(Serialize)]
struct LockFact {
    /// With its schema: `public.orders`.
    relation: String,
    kind: &'static str,
    /// As `LOCK TABLE` spells it.
    mode: &'static str,
    blocks_reads: bool,
    blocks_writes: bool,
    #[serde(skip)]
    strength: crate::lock::LockMode,
}

impl LockFact {
    fn all(effects: &Effects, before: &Catalog) -> Vec<LockFact> {
        let locked =
            effects.locks.iter().filter_map(|lock| Some((lock.mode, before.relation(lock.relation)?)));
        locked
            .filter(|(_, relation)| !relation.is_temporary())
            .map(|(mode, relation)| LockFact {
                relation: qualified(&relation.name),
                kind: relation.kind.name(),
                mode: mode.name(),
                blocks_reads: mode.blocks_reads(),
                blocks_writes: mode.blocks_writes(),
                strength: mode,
            })
            .collect()
    }
}

#[derive(Serialize)]
struct RelationFact {
    kind: &'static str,
    schema: String,
    name: String,
    columns: Vec<ColumnFact>,
    primary_key: Vec<String>,
    foreign_keys: Vec<ForeignKeyFact>,
    row_security: bool,
    comment: String,
    /// What an index is on; empty for everything else.
    table: String,
    method: String,
    unique: bool,
}

impl RelationFact {
    fn of(relation: &Relation, catalog: &Catalog) -> Self {
        let index = relation.index.as_deref();
        let table = index.and_then(|index| catalog.relation(index.table?));
        let columns: Vec<ColumnFact> = match (index, table) {
            (Some(index), Some(table)) => index_columns(index, table),
            _ => relation.columns.iter().map(|column| ColumnFact::of(relation, column)).collect(),
        };
        let key = relation.primary_key().map(Constraint::columns).unwrap_or_default();
        Self {
            kind: relation.kind.name(),
            schema: relation.name.schema.to_string(),
            name: relation.name.name.to_string(),
            columns,
            primary_key: key.iter().map(ToString::to_string).collect(),
            foreign_keys: relation
                .foreign_keys()
                .filter_map(|key| ForeignKeyFact::of(key, catalog))
                .collect(),
            row_security: relation.row_security,
            comment: relation.comment.as_deref().unwrap_or_default().to_owned(),
            table: table.map(|table| qualified(&table.name)).unwrap_or_default(),
            method: index.map(|index| index.method.to_string()).unwrap_or_default(),
            unique: index.is_some_and(|index| index.unique),
        }
    }
}

/// The plain columns of an index, as its table has them.
fn index_columns(index: &crate::catalog::Index, table: &Relation) -> Vec<ColumnFact> {
    let keys = index.elements.iter().filter_map(|element| match &element.key {
        IndexKey::Column(name) => table.column(name),
        IndexKey::Expression(_) => None,
    });
    keys.map(|column| ColumnFact::of(table, column)).collect()
}

#[derive(Serialize)]
struct ForeignKeyFact {
    name: String,
    columns: Vec<String>,
    /// The table it points at, with its schema.
    references: String,
}

impl ForeignKeyFact {
    fn of(constraint: &Constraint, catalog: &Catalog) -> Option<Self> {
        let ConstraintDef::ForeignKey { columns, references, .. } = &constraint.kind else { return None };
        Some(Self {
            name: constraint.name.to_string(),
            columns: columns.iter().map(ToString::to_string).collect(),
            references: qualified(&catalog.relation(*references)?.name),
        })
    }
}

#[derive(Serialize)]
struct ColumnFact {
    /// The table, with its schema.
    table: String,
    name: String,
    /// As the catalog has it, `int8`; empty where the history does not tell.
    r#type: String,
    not_null: bool,
    has_default: bool,
    default: String,
}

impl ColumnFact {
    fn of(relation: &Relation, column: &Column) -> Self {
        Self {
            table: qualified(&relation.name),
            name: column.name.to_string(),
            r#type: column.data_type.as_ref().map(type_name).unwrap_or_default(),
            not_null: column.not_null,
            has_default: column.default.is_some() || column.identity.is_some() || column.sequence.is_some(),
            default: column.default.as_ref().map(expression).unwrap_or_default(),
        }
    }
}

fn qualified(name: &QualifiedName) -> String {
    format!("{}.{}", name.schema, name.name)
}
