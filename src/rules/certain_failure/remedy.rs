//! What to write instead of a statement that the server refuses, where there is one thing to write.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, Arbiter, ConstraintKind, CreateFunction, CreateIndex,
    CreateView, DropObjects, ForeignKey, Ident, IndexKey, Insert, ObjectKind, Statement, TableConstraint,
    TypeName, quoted,
};
use crate::catalog::{Constraint, Index, Relation, RelationKind};
use crate::diagnostic::Label;
use crate::effects::{KeyMatch, Object, key_match, meant_type, refuses_type};
use crate::migration::Step;
use crate::rule::{Pass, columns, default_name, dependents, from_keyword, list};

#[derive(Default)]
pub(super) struct Remedy {
    pub(super) help: Option<String>,
    /// The statement that made it so.
    pub(super) cause: Option<Label>,
}

impl Remedy {
    pub(super) fn help(text: impl Into<String>) -> Self {
        Self { help: Some(text.into()), cause: None }
    }
}

pub(super) fn of(pass: &Pass, step: &Step) -> Remedy {
    if let Some(remedy) = super::partition::of(pass, step) {
        return remedy;
    }
    if let Some(remedy) = super::stored::of(step) {
        return remedy;
    }
    let unknown_type = step.effects.failure.as_ref().filter(|failure| failure.code == "42704");
    let unknown_type = unknown_type.and_then(|failure| failure.message.split('"').nth(1));
    if let Some(meant) = unknown_type.and_then(meant_type) {
        return Remedy::help(format!("write {meant}"));
    }
    let found = match &step.statement.kind {
        Statement::RefreshMaterializedView(refresh) => super::partition::of_refresh(pass, step, refresh),
        Statement::CreateIndex(index) => index_on_partitioned(pass, step, index),
        Statement::Drop(drop) if drop.kind == ObjectKind::Index => drop_index(pass, step, drop),
        Statement::Drop(drop) => drop_objects(step, drop),
        Statement::CreateView(create) if create.or_replace => replace_view(pass, step, create),
        Statement::CreateFunction(create) => replace_function(pass, step, create),
        Statement::Insert(insert) => on_constraint(step, insert),
        Statement::Select(_) => Some(Remedy::help(
            "only a procedure that is called by itself may commit: make it one, and outside of a transaction\nCALL …;",
        )),
        Statement::AlterTable(alter) => {
            alter.actions.iter().find_map(|action| alter_table(pass, step, alter, action))
        }
        _ => None,
    };
    found.unwrap_or_default()
}

/// A unique index that no constraint made, or the constraint of a table above, is found by its columns.
fn on_constraint(step: &Step, insert: &Insert) -> Option<Remedy> {
    let Some(Arbiter::Constraint(name)) = &insert.arbiter else { return None };
    let table = step.before.resolve(&insert.table)?;
    let indexes = step.before.indexes_of(table).filter_map(|index| Some((index, index.index.as_ref()?)));
    let own = indexes.filter(|(index, _)| index.name.name == *name).map(|(_, index)| index.key_columns());
    let above = step.before.ancestors(table.id);
    let above = above.into_iter().filter_map(|above| above.constraint(name)).map(Constraint::columns);
    let key = own.chain(above).find(|key| !key.is_empty())?;
    let key: Vec<_> = key.iter().map(|column| quoted(column)).collect();
    Some(Remedy::help(format!(
        "name its columns, which finds the index too: ON CONFLICT ({})",
        key.join(", ")
    )))
}

fn index_on_partitioned(pass: &Pass, step: &Step, index: &CreateIndex) -> Option<Remedy> {
    let table = step.before.resolve(&index.table).filter(|_| index.concurrently)?;
    let cause = pass.label_created(table.origin, "partitioned here");
    Some(Remedy { help: Some(pass.index_by_partition(step, index, table)), cause })
}

fn drop_index(pass: &Pass, step: &Step, drop: &DropObjects) -> Option<Remedy> {
    let indexes: Vec<&Relation> =
        drop.objects.iter().filter_map(|object| step.before.resolve(&object.name)).collect();
    let owned = indexes.iter().find_map(|index| Some((*index, index.index.as_ref()?.constraint.as_ref()?)));
    if let Some((index, constraint)) = owned {
        let table = step.before.table_of(index.id)?;
        let origin = table.constraint(constraint).map(|constraint| constraint.origin);
        return Some(Remedy {
            help: Some(format!(
                "drop the constraint, and its index goes with it:\nALTER TABLE {} DROP CONSTRAINT {};",
                table.name,
                quoted(constraint)
            )),
            cause: origin.and_then(|origin| pass.label_created(origin, "the constraint is added here")),
        });
    }
    let parents = indexes.iter().filter_map(|index| index.parents.first());
    let parent = parents.into_iter().find_map(|parent| step.before.relation(*parent));
    if let Some(parent) = parent {
        return Some(Remedy::help(format!(
            "a partition's index stays as long as the parent's does:\nDROP INDEX {};",
            parent.name
        )));
    }
    if !drop.concurrently {
        return None;
    }
    if indexes.iter().any(|index| index.kind == RelationKind::PartitionedIndex) {
        let names = drop.objects.iter().map(|object| object.name.to_string()).collect::<Vec<_>>().join(", ");
        return Some(Remedy::help(format!(
            "drop it at a quiet time, with a limit to the wait for readers and writers of every partition:\n\
             SET lock_timeout = '2s';\nDROP INDEX {names};"
        )));
    }
    let exists = if drop.if_exists { "IF EXISTS " } else { "" };
    let each = drop.objects.iter().map(|object| format!("DROP INDEX CONCURRENTLY {exists}{};", object.name));
    Some(Remedy::help(format!(
        "one statement for each index, without CASCADE{}:\n{}",
        pass.alone_for(step, "DROP INDEX CONCURRENTLY"),
        each.collect::<Vec<_>>().join("\n")
    )))
}

fn drop_objects(step: &Step, drop: &DropObjects) -> Option<Remedy> {
    let catalog = &step.before;
    let named: Vec<_> = drop.objects.iter().filter_map(|object| catalog.resolve_id(&object.name)).collect();
    let holding: Vec<String> = drop
        .objects
        .iter()
        .flat_map(|object| match object.kind {
            ObjectKind::Type | ObjectKind::Domain => catalog
                .type_def(&object.name)
                .map(|dropped| dependents::of_type(catalog, dropped))
                .unwrap_or_default(),
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine => {
                let routine = catalog.routine_meant(object);
                routine.map(|routine| dependents::of_routine(catalog, routine)).unwrap_or_default()
            }
            _ => Vec::new(),
        })
        .chain(dependents::of_relations(catalog, &named))
        .collect();
    (!holding.is_empty())
        .then(|| Remedy::help(format!("drop what depends on it first, by name: {}", holding.join(", "))))
}

/// The columns that are there must stay as they are.
fn replace_view(pass: &Pass, step: &Step, create: &CreateView) -> Option<Remedy> {
    let view = step.before.resolve(&create.name)?;
    let name = &create.name;
    Some(Remedy {
        help: Some(format!(
            "add new columns at the end, or make it anew in one transaction, with its grants and what depends on it:\n\
             DROP {} {name};\nCREATE VIEW {name} AS …;",
            view.kind.name().to_uppercase()
        )),
        cause: pass.label_created(view.origin, format!("`{}` is made here", view.name)),
    })
}

/// Callers know a function by its result and the names of its parameters.
fn replace_function(pass: &Pass, step: &Step, create: &CreateFunction) -> Option<Remedy> {
    let routines = step.before.routines(&create.name);
    let cause = routines
        .first()
        .and_then(|routine| pass.label_created(routine.origin, format!("`{}` is made here", routine.name)));
    let types: Vec<&str> =
        crate::rule::inputs(&create.parameters).map(|input| pass.text(input.data_type.span)).collect();
    let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
    let drop = format!("DROP {kind} {}({});", create.name, types.join(", "));
    let help = if create.or_replace {
        format!(
            "give the new function a name of its own and let callers move over, or drop the old one in the same \
             transaction:\n{drop}"
        )
    } else {
        "let it be replaced: CREATE OR REPLACE".to_owned()
    };
    Some(Remedy { help: Some(help), cause })
}

/// An index or a check that asks for what the new type cannot do, or a foreign key whose other side keeps the old type.
fn new_type(
    pass: &Pass,
    step: &Step,
    (alter, table): (&AlterTable, &Relation),
    (column, data_type): (&Ident, &TypeName),
) -> Option<Remedy> {
    let known = table.column(&column.name)?;
    let failure = step.effects.failure.as_ref()?;
    match failure.code {
        "42883" => {
            let goes = |name: &str| {
                alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::DropConstraint { constraint, .. } if constraint.name == name)
                })
            };
            let (name, origin, again) = match refuses_type(&step.before, table, known, data_type, &goes)? {
                Object::Relation(index) => (index.name.to_string(), index.origin, "make it again"),
                Object::Constraint(_, check) => (check.name.to_string(), check.origin, "add it again"),
                _ => return None,
            };
            Some(Remedy {
                help: Some(format!(
                    "drop `{name}` first, and {again} for {data_type} afterwards: what it compares `{column}` with has kept the old type"
                )),
                cause: pass.label_created(origin, format!("`{name}` is made here")),
            })
        }
        "42804" if failure.message.starts_with("foreign key") => {
            let keys = dependents::keys_of_column(&step.before, table, &column.name);
            let (_, first) = keys.first()?;
            let drops = keys.iter().map(|(holder, key)| {
                format!("ALTER TABLE {} DROP CONSTRAINT {};", holder.name, quoted(&key.name))
            });
            let drops: Vec<String> = drops.collect();
            Some(Remedy {
                help: Some(format!(
                    "drop the foreign keys first, give all of their sides the new type, and add them again NOT VALID:\n{}",
                    drops.join("\n")
                )),
                cause: pass.label_created(first.origin, format!("`{}` is added here", first.name)),
            })
        }
        _ => None,
    }
}

fn alter_table(pass: &Pass, step: &Step, alter: &AlterTable, action: &AlterAction) -> Option<Remedy> {
    let table = step.before.resolve(&alter.name)?;
    match &action.kind {
        AlterActionKind::AddConstraint { constraint } => add_constraint(pass, step, alter, table, constraint),
        AlterActionKind::AlterColumnType { column, data_type, .. } => {
            if let Some(remedy) = new_type(pass, step, (alter, table), (column, data_type)) {
                return Some(remedy);
            }
            let views: Vec<_> = dependents::readers_of_column(&step.before, table.id, &column.name)
                .into_iter()
                .map(|view| view.name.clone())
                .collect();
            (!views.is_empty()).then(|| {
                Remedy::help(format!(
                    "in one transaction, drop {}, change the type, and create it again with its grants",
                    list(views)
                ))
            })
        }
        AlterActionKind::DropColumn { column, .. } => {
            let holding = dependents::of_column(&step.before, table, &column.name);
            (!holding.is_empty()).then(|| {
                Remedy::help(format!("drop what depends on it first, by name: {}", holding.join(", ")))
            })
        }
        AlterActionKind::DropConstraint { constraint, .. } => {
            let columns = table.constraint(&constraint.name)?.columns();
            let holding = dependents::of_key(&step.before, table, &columns);
            (!holding.is_empty()).then(|| {
                Remedy::help(format!("drop what depends on it first, by name: {}", holding.join(", ")))
            })
        }
        _ => None,
    }
}

fn add_constraint(
    pass: &Pass,
    step: &Step,
    alter: &AlterTable,
    table: &Relation,
    constraint: &TableConstraint,
) -> Option<Remedy> {
    match &constraint.kind {
        ConstraintKind::ForeignKey(key) if constraint.not_valid && pass.refuses_not_valid_keys(table) => {
            let name = match &constraint.name {
                Some(name) => name.to_string(),
                None => default_name(&alter.name, &key.columns, "fkey"),
            };
            let references = from_keyword(pass.text(constraint.span), "references");
            let end = references.to_ascii_lowercase().rfind("not valid").unwrap_or(references.len());
            let references = references.get(..end).unwrap_or(references).trim_end();
            let clause =
                format!("ADD CONSTRAINT {name} FOREIGN KEY ({}) {references}", columns(&key.columns));
            Some(Remedy {
                help: Some(pass.foreign_key_by_partition(step, &alter.name, &name, &clause)),
                cause: pass.label_created(table.origin, "partitioned here"),
            })
        }
        ConstraintKind::ForeignKey(key) => incompatible_key(step, table, key),
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            let index = key.using_index.as_ref()?;
            using_index(pass, step, alter, table, index)
        }
        _ => None,
    }
}

fn incompatible_key(step: &Step, table: &Relation, key: &ForeignKey) -> Option<Remedy> {
    let referenced = step.before.resolve(&key.references)?;
    let named: Vec<_> = match key.referenced_columns.as_slice() {
        [] => referenced.primary_key()?.columns(),
        listed => listed.iter().map(|column| column.name.clone()).collect(),
    };
    let type_of = |table: &Relation, column: &str| Option::clone(&table.column(column)?.data_type);
    key.columns.iter().zip(&named).find_map(|(column, other)| {
        let (own, wanted) = type_of(table, &column.name).zip(type_of(referenced, other))?;
        (key_match(&own, &wanted) == KeyMatch::Refused).then(|| {
            Remedy::help(format!(
                "`{}` is {own} and `{}.{other}` is {wanted}: the column needs the type of what it refers to",
                column.name, referenced.name
            ))
        })
    })
}

/// An index that cannot become a constraint's: what it is, and the one that can.
fn using_index(
    pass: &Pass,
    step: &Step,
    alter: &AlterTable,
    table: &Relation,
    index: &Ident,
) -> Option<Remedy> {
    if table.kind == RelationKind::PartitionedTable {
        return Some(Remedy::help(format!(
            "add it to the parent alone, then to each partition with an index built beside the traffic:\n\
             ALTER TABLE ONLY {table} …;\n\
             ALTER TABLE each_partition … USING INDEX each_index;\n\
             ALTER INDEX {index} ATTACH PARTITION each_index;",
            table = alter.name
        )));
    }
    let built = step.before.indexes_of(table).find(|known| known.name.name == index.name)?;
    let own = built.index.as_deref()?;
    let cause = pass.label_created(built.origin, "the index is made here");
    let help = if own.constraint.is_some() {
        "each constraint has an index of its own: build another one, or leave this constraint out".to_owned()
    } else if own.predicate.is_some() {
        format!(
            "leave the constraint out: the unique index `{}` already refuses duplicates among the rows of its WHERE, which \
             no constraint can say; for all rows, build one without WHERE",
            built.name
        )
    } else if own.elements.iter().any(|element| matches!(element.key, IndexKey::Expression(_))) {
        format!(
            "leave the constraint out: the unique index `{}` already refuses duplicates of its expression, which no \
             constraint can say",
            built.name
        )
    } else {
        plain_index(pass, step, alter, own, index)
    };
    Some(Remedy { help: Some(help), cause })
}

fn plain_index(pass: &Pass, step: &Step, alter: &AlterTable, own: &Index, index: &Ident) -> String {
    let keys: Vec<Ident> =
        own.leading_columns().into_iter().map(|name| Ident::new(name, index.span)).collect();
    format!(
        "build it again as a plain unique index{}:\n\
         DROP INDEX CONCURRENTLY IF EXISTS {index};\n\
         CREATE UNIQUE INDEX CONCURRENTLY {index} ON {} ({});",
        pass.alone(step),
        alter.name,
        columns(&keys)
    )
}
