//! What a trigger's function gets wrong about the schema that it runs in.

use super::skipped::skipped;
use super::stored::refused;
use crate::ast::{Expr, Insert, Name, ObjectName, Query, Statement, quoted};
use crate::catalog::{Catalog, QualifiedName, Relation, RelationId, Routine, Trigger};
use crate::migration::Step;
use crate::rule::{handles_errors, made_by, says, says_in_code, says_statement};

/// Something that the server finds out when the trigger fires.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    /// A table that the function writes has no such column.
    Column { table: RelationId, column: Name },
    /// The function stores more values than the table has columns. Where they come from, if that is a table.
    Shape { source: RelationId, target: RelationId, values: usize, columns: usize },
    /// It ends without RETURN.
    NoReturn,
    /// It stores rows without a value for a column that needs one.
    Null { table: RelationId, column: Name },
    /// It says ON CONFLICT of columns for which no unique index is.
    NoIndex { table: RelationId, columns: Vec<Name> },
    /// It says ON CONFLICT ON CONSTRAINT of one that is not there.
    NoConstraint { table: RelationId, constraint: Name },
    /// It returns null, so that the row is left as it is. The event, where it is one of several.
    Skipped { event: &'static str, returns: &'static str },
}

impl Fault {
    pub(super) fn shown(&self, catalog: &Catalog) -> String {
        let named =
            |id: &RelationId| catalog.relation(*id).map_or(String::new(), |found| found.name.to_string());
        match self {
            Fault::Column { table, column } => {
                format!("writes `{}.{column}`, which is not there", named(table))
            }
            Fault::Shape { target, values, columns, .. } => {
                let of = if *columns == 1 { "column" } else { "columns" };
                format!("stores {values} values in `{}`, which has {columns} {of}", named(target))
            }
            Fault::NoReturn => "ends without RETURN".to_owned(),
            Fault::Null { table, column } => {
                format!("leaves out `{}.{column}`, which takes no null and has no default", named(table))
            }
            Fault::NoIndex { table, columns } => {
                let columns = columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
                format!(
                    "says ON CONFLICT ({columns}) of `{}`, which has no unique index of just that without a WHERE",
                    named(table)
                )
            }
            Fault::NoConstraint { table, constraint } => {
                format!(
                    "says ON CONFLICT ON CONSTRAINT {constraint} of `{}`, which has none of that name",
                    named(table)
                )
            }
            Fault::Skipped { returns, .. } => format!("returns {returns}"),
        }
    }

    /// What is left out without an error.
    pub(super) fn skipped_events(&self, trigger: &Trigger) -> Option<String> {
        match self {
            Fault::Skipped { event: "", .. } => Some(trigger.event_words()),
            Fault::Skipped { event, .. } => Some((*event).to_owned()),
            _ => None,
        }
    }

    /// Whether a statement of the migration writes the same column: the history does not show how it came about.
    pub(super) fn is_shared_by(&self, step: &Step) -> bool {
        let Fault::Column { table, column } = self else { return false };
        let statement = &step.statement.kind;
        written(statement).and_then(|name| step.before.resolve_id(name)) == Some(*table)
            && columns_written(statement).contains(&column)
    }

    /// Whether the history shows what it counts on. Code that it does not show may have put another table in the place.
    pub(super) fn is_seen(&self, catalog: &Catalog) -> bool {
        let (Fault::Null { table, .. } | Fault::NoIndex { table, .. } | Fault::NoConstraint { table, .. }) =
            self
        else {
            return true;
        };
        catalog.is_seen_since(catalog.relation(*table).and_then(|table| table.origin.created()))
    }

    /// Whether it is about the columns of a relation.
    pub(super) fn concerns(&self, relation: RelationId) -> bool {
        match self {
            Fault::Column { table, .. }
            | Fault::Null { table, .. }
            | Fault::NoIndex { table, .. }
            | Fault::NoConstraint { table, .. } => *table == relation,
            Fault::Shape { source, target, .. } => *source == relation || *target == relation,
            Fault::NoReturn | Fault::Skipped { .. } => false,
        }
    }
}

/// The function of a trigger, where its body is PL/pgSQL and all of it is known.
pub(super) fn function_of<'a>(catalog: &'a Catalog, trigger: &Trigger) -> Option<&'a Routine> {
    let routine = catalog.function_of(trigger)?;
    (routine.language == "plpgsql" && routine.definition.is_some()).then_some(routine)
}

fn body_of(routine: &Routine) -> &str {
    let body = routine.definition.as_deref().and_then(|definition| definition.body.as_ref());
    body.map_or("", |(body, _)| body.as_str())
}

/// Everything that fails for certain when a trigger fires, as far as the history shows.
pub(super) fn faults(catalog: &Catalog, table: &Relation, trigger: &Trigger) -> Vec<Fault> {
    let body = function_of(catalog, trigger).filter(|_| trigger.enabled).map_or("", body_of);
    let returns = body.is_empty() || says(body, "return") || says(body, "raise");
    let mut found = misfits(catalog, table, trigger);
    if !returns && !handles_errors(body) {
        found.insert(0, Fault::NoReturn);
    }
    found.extend(skipped(catalog, trigger, body));
    found
}

/// Whether the function of a trigger stores all columns of a row, how many there may be.
pub(super) fn stores_rows(catalog: &Catalog, trigger: &Trigger) -> bool {
    function_of(catalog, trigger).is_some_and(|function| body_of(function).contains('*'))
}

/// Where the function of a trigger does not fit the columns of the tables that it writes.
pub(super) fn misfits(catalog: &Catalog, table: &Relation, trigger: &Trigger) -> Vec<Fault> {
    let Some(routine) = function_of(catalog, trigger).filter(|_| trigger.enabled) else { return Vec::new() };
    let body = body_of(routine);
    // Most bodies only set `updated_at`, and need not be read.
    if !["insert", "update"].iter().any(|word| says_statement(body, word)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let settled = routine.settings.iter().any(|setting| setting == "search_path");
    let Some(definition) = routine.definition.as_deref() else { return found };
    let own: Vec<&ObjectName> =
        definition.statements.iter().filter_map(|inner| made_by(&inner.statement.kind)).collect();
    for inner in &definition.statements {
        let statement = &inner.statement.kind;
        let Some(target) = written(statement) else { continue };
        if own.iter().any(|own| own.name == target.name) || (settled && target.schema.is_none()) {
            continue;
        }
        let Some(target) = catalog.resolve(target).filter(|target| target.columns_known) else { continue };
        for column in columns_written(statement) {
            if target.column(column).is_none() && !is_system(column) {
                found.push(Fault::Column { table: target.id, column: column.clone() });
            }
        }
        if let Statement::Insert(insert) = statement {
            found.extend(shape(catalog, table, insert, target));
            // What may not run at all does not make every write fail.
            if !inner.conditional {
                found.extend(refused(catalog, insert, target));
            }
        }
    }
    found.dedup();
    if !found.is_empty() && handles_errors(body) {
        found.clear();
    }
    found
}

fn is_system(column: &str) -> bool {
    matches!(column, "tableoid" | "ctid" | "xmin" | "xmax" | "cmin" | "cmax" | "oid")
}

fn written(statement: &Statement) -> Option<&ObjectName> {
    match statement {
        Statement::Insert(insert) => Some(&insert.table),
        Statement::Update(update) => Some(&update.table),
        _ => None,
    }
}

fn columns_written(statement: &Statement) -> Vec<&Name> {
    match statement {
        Statement::Insert(insert) => insert.columns.iter().map(|column| &column.name).collect(),
        Statement::Update(update) => update.assignments.iter().map(|(column, _)| &column.name).collect(),
        _ => Vec::new(),
    }
}

/// `INSERT INTO history SELECT OLD.*, now()`, `VALUES (NEW.*)` and `SELECT * FROM t`, with more values than the table
/// has columns.
fn shape(catalog: &Catalog, row: &Relation, insert: &Insert, target: &Relation) -> Option<Fault> {
    let query = insert.source.as_ref().filter(|_| insert.columns.is_empty())?;
    let listed: Vec<&Expr> = match query.values_rows {
        0 => query.outputs.iter().map(|output| &output.expr).collect(),
        1 => query.expressions.iter().collect(),
        _ => return None,
    };
    let (mut values, mut source) = (0, None);
    for expr in listed {
        let Expr::Star(of) = expr else {
            values += 1;
            continue;
        };
        let starred = match of.as_deref() {
            Some("new" | "old") => row,
            Some(alias) => starred(catalog, query, alias)?,
            None => return None,
        };
        if !starred.columns_known {
            return None;
        }
        values += starred.columns.len();
        source = Some(starred.id);
    }
    let columns = target.columns.len();
    (values > columns).then_some(Fault::Shape { source: source?, target: target.id, values, columns })
}

fn starred<'a>(catalog: &'a Catalog, query: &Query, alias: &str) -> Option<&'a Relation> {
    let aliased = query.aliases.iter().find(|(known, _)| known == alias).map(|(_, name)| name);
    let named = aliased.or_else(|| query.relations.iter().find(|name| name.name == alias))?;
    catalog.resolve(named)
}

/// Whether the statements of a function name a relation that is no longer found, under the name that it had.
pub(super) fn misses(catalog: &Catalog, routine: &Routine, gone: &QualifiedName) -> bool {
    let Some(definition) = routine.definition.as_deref() else { return false };
    let own: Vec<&ObjectName> =
        definition.statements.iter().filter_map(|inner| made_by(&inner.statement.kind)).collect();
    if handles_errors(body_of(routine)) || own.iter().any(|own| own.name == gone.name) {
        return false;
    }
    let settled = routine.settings.iter().any(|setting| setting == "search_path");
    let found_by_name = catalog.session.search_path.contains(&gone.schema) && !settled;
    let is_gone = |name: &ObjectName| {
        name.name == gone.name
            && match &name.schema {
                Some(schema) => *schema == gone.schema && catalog.relation_named(gone).is_none(),
                None => found_by_name && catalog.resolve(name).is_none(),
            }
    };
    definition.statements.iter().any(|inner| inner.statement.kind.tables().into_iter().any(is_gone))
}

/// Whether a function calls another by a name under which there is none.
pub(super) fn misses_routine(catalog: &Catalog, routine: &Routine, gone: &QualifiedName) -> bool {
    let body = body_of(routine);
    let there = catalog.all_routines().any(|other| other.name.name == gone.name);
    !there && !handles_errors(body) && says_in_code(body, &gone.name, true)
}
