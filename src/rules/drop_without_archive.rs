//! Dropped tables, columns, schemas and types whose contents no earlier migration has put away.

use crate::ast::{DropObjects, ObjectKind, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Origin, Relation, RelationKind, TypeDef};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::rule::{Pass, Rule, dependents, fits_any, list, marks_deprecated};

mod columns;
mod computed_from;
mod moved;
mod put_away;
mod successor;
mod taken;

use taken::Gone;

pub(super) static RULE: Rule =
    Rule::new("drop-without-archive", include_str!("../../rules/drop-without-archive.md"), check);

/// What earlier migrations did for the contents of what is dropped.
enum Preparation {
    Nothing,
    /// A step of this migration of the history archived it, too short a time ago.
    TooYoung {
        how: String,
        missing: i64,
    },
    /// The values of a column are elsewhere.
    Copied {
        to: String,
    },
}

fn check(pass: &mut Pass) {
    let mut gone = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Drop(drop) if drop.owned => owned(pass, step, drop),
            Statement::Drop(drop) => match drop.kind {
                ObjectKind::Table => tables(pass, index, step, drop, &mut gone),
                ObjectKind::Schema if drop.cascade => schemas(pass, step, drop),
                ObjectKind::Type | ObjectKind::Domain => types(pass, index, step, drop),
                _ => {}
            },
            Statement::AlterTable(alter) if alter.kind == ObjectKind::Table => {
                columns::check(pass, index, step, alter);
            }
            Statement::Cluster(wide) if wide.command == "DROP DATABASE" => {
                let name = wide.name.as_deref().map_or("a database".to_owned(), |name| format!("`{name}`"));
                pass.report(step.span(), format!("destroys the database {name} with everything in it"))
                    .help("take a backup that you have restored once, and drop it by hand");
            }
            _ => {}
        }
    }
    taken::report(pass, gone);
}

fn tables<'a>(
    pass: &mut Pass<'a>,
    index: usize,
    step: &'a Step,
    drop: &'a DropObjects,
    gone: &mut Vec<Gone<'a>>,
) {
    let mut lost: Vec<(&ObjectName, &Relation)> = Vec::new();
    for object in &drop.objects {
        let Some(table) = endangered(pass, index, step, &object.name) else { continue };
        if let Some(taken) = pass.taken_here(index, table) {
            gone.push(Gone { at: (index, step), cascade: drop.cascade, name: &object.name, table, taken });
            continue;
        }
        match prepared_table(pass, index, table) {
            None | Some(Preparation::Copied { .. }) => {}
            Some(Preparation::Nothing) => lost.push((&object.name, table)),
            Some(Preparation::TooYoung { how, missing }) => {
                too_young(pass, object.name.span, &table.name.to_string(), &how, missing);
            }
        }
    }
    let Some((first, table)) = lost.first() else { return };
    let span = if lost.len() == drop.objects.len() { step.span() } else { first.span };
    let rows = if lost.len() == 1 { "its rows" } else { "their rows" };
    let names = list(lost.iter().map(|(_, table)| &table.name));
    let help = moved::help(pass, (index, step), &lost, drop.cascade);
    let fix = moved::fix(pass, index, step, drop, &lost);
    let label = pass.label_created(table.origin, format!("`{}` is created here", table.name));
    let mut notes = Vec::new();
    for (_, table) in &lost {
        notes.extend(uses(pass, &step.before, table, None));
    }
    let finding = pass
        .report(span, format!("destroys {names} with {rows}: nothing before this has put them away"))
        .on(step, table.id)
        .help(help)
        .fix_with(fix)
        .label(label);
    finding.notes = notes;
}

/// The table of a DROP, when its rows may be all there is: it is in use, and not merely named in case it is there.
fn endangered<'a>(pass: &Pass<'a>, index: usize, step: &'a Step, name: &ObjectName) -> Option<&'a Relation> {
    let table = pass.in_use(&step.before, name)?;
    let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
    let in_case =
        table.origin == Origin::Assumed { certain: false } && pass.creates_later(index, &table.name);
    let kept = match pass.taken_here(index, table) {
        Some(taken) => taken::is_there_again(pass, table, &taken),
        None => pass.rows_copied(index, table.id),
    };
    (stored && !in_case && !kept && !pass.filled_anew(index, &table.name)).then_some(table)
}

/// `None` where it has been put away for long enough.
fn prepared_table(pass: &Pass, index: usize, table: &Relation) -> Option<Preparation> {
    let names = pass.options.strings("archive-names");
    let schemas = pass.options.strings("archive-schemas");
    let is_archive =
        fits_any(&table.name.name, &names) || schemas.iter().any(|schema| table.name.schema == *schema);
    let is_marked = table.comment.as_ref().is_some_and(marks_deprecated);
    if !is_archive && !is_marked {
        return Some(Preparation::Nothing);
    }
    let mut since = None;
    for (at, step) in pass.earlier_steps(index) {
        let how = match &step.statement.kind {
            Statement::Rename(rename) if is_archive && fits_any(&rename.new_name.name, &names) => {
                (rename.object.part.is_none()).then_some((&rename.object.name, "renamed"))
            }
            Statement::SetSchema(set) if is_archive && schemas.contains(&set.new_schema.as_str()) => {
                Some((&set.object.name, "moved"))
            }
            Statement::Comment(comment) if comment.text.as_ref().is_some_and(marks_deprecated) => {
                let whole = comment.object.part.is_none();
                whole.then_some((&comment.object.name, "marked as deprecated"))
            }
            _ => None,
        };
        if let Some((name, how)) = how.filter(|(name, _)| step.before.resolve_id(name) == Some(table.id)) {
            since = Some((at, format!("`{name}` was {how}")));
        }
    }
    let made = table.origin.created().and_then(|made| pass.history.step_at(made));
    if let Some((at, step)) = made.filter(|_| since.is_none()) {
        // A table that was made under such a name holds what is put away only where it was made as a copy.
        if !is_marked && is_archive && !is_copy(pass, index, step, table) {
            return Some(Preparation::Nothing);
        }
        since = Some((at, "it was made".to_owned()));
    }
    too_young_since(pass, since)
}

/// Whether a table is made like another one, or filled from a query.
fn is_copy(pass: &Pass, index: usize, making: &Step, table: &Relation) -> bool {
    let like = match &making.statement.kind {
        Statement::CreateTable(create) => !create.like.is_empty(),
        _ => true,
    };
    let in_archive = pass.options.strings("archive-schemas").contains(&table.name.schema.as_str());
    like || in_archive
        || pass.earlier_steps(index).any(|(_, step)| match &step.statement.kind {
            Statement::Insert(insert) => {
                let from_rows = insert.source.as_ref().is_some_and(|source| !source.relations.is_empty());
                from_rows && step.before.resolve_id(&insert.table) == Some(table.id)
            }
            _ => false,
        })
}

fn too_young_since(pass: &Pass, since: Option<(usize, String)>) -> Option<Preparation> {
    let (at, how) = since?;
    let missing = pass.days_missing(at, pass.options.integer("retention-days"))?;
    Some(Preparation::TooYoung { how, missing })
}

fn schemas(pass: &mut Pass, step: &Step, drop: &DropObjects) {
    for object in &drop.objects {
        let name = &object.name.name;
        let Some(origin) = step.before.schema(name) else { continue };
        let tables: Vec<&Relation> = step
            .before
            .relations()
            .filter(|relation| relation.name.schema == *name)
            .filter(|relation| matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable))
            .filter(|relation| !pass.is_new(relation.origin))
            .collect();
        if pass.is_new(origin) || (tables.is_empty() && origin.created().is_some()) {
            continue;
        }
        let what = if tables.is_empty() {
            "everything in it".to_owned()
        } else {
            format!("{} and their rows", list(tables.iter().map(|table| &table.name.name)))
        };
        let label = pass.label_created(origin, "the schema is created here");
        let help = format!(
            "put it away, and drop it when {} days have shown that nobody asks for it:\nALTER SCHEMA {1} RENAME TO {2};",
            pass.options.integer("retention-days"),
            quoted(name),
            quoted(&format!("{name}_archived")),
        );
        pass.report(step.span(), format!("destroys the schema `{}` with {what}", quoted(name)))
            .label(label)
            .help(help);
    }
}

/// A type holds no rows; what a drop can break is code that names it. Where its columns went in this migration, the
/// finding on them says enough; where nothing in the schema used it any more, it was put away before.
fn types(pass: &mut Pass, index: usize, step: &Step, drop: &DropObjects) {
    for object in &drop.objects {
        let Some(known) = step.before.type_def(&object.name) else { continue };
        let in_case = known.origin == Origin::Assumed { certain: false };
        let put_away = fits_any(&known.name.name, &pass.options.strings("archive-names"));
        if drop.cascade || in_case || put_away || pass.is_new(known.origin) || made_again(pass, index, known)
        {
            continue;
        }
        let used_before = pass.up().is_some_and(|up| {
            let then = up.before.type_def(&object.name);
            then.is_some_and(|then| !dependents::of_type(&up.before, then).is_empty())
        });
        if used_before || known.origin.created().is_some() {
            continue;
        }
        let message = format!("running code that casts to the {} `{}` fails", drop.kind.name(), known.name);
        pass.report(object.name.span, message)
            .severity(Severity::Warning)
            .help("drop it when no running version of the application names it");
    }
}

fn made_again(pass: &Pass, index: usize, dropped: &TypeDef) -> bool {
    pass.later_steps(index).iter().any(|step| match &step.statement.kind {
        Statement::CreateType(create) => step.before.qualify(&create.name) == dropped.name,
        Statement::CreateDomain(create) => step.before.qualify(&create.name) == dropped.name,
        Statement::Rename(rename) => rename.new_name.name == dropped.name.name,
        _ => false,
    })
}

fn owned(pass: &mut Pass, step: &Step, drop: &DropObjects) {
    let roles = list(drop.objects.iter().map(|object| &object.name.name));
    pass.report(
        step.span(),
        format!("destroys every table and other object that {roles} owns in this database"),
    )
    .help("name what is to go, or give it to another role first: REASSIGN OWNED BY … TO …");
}

fn too_young(pass: &mut Pass, span: crate::source::Span, shown: &str, how: &str, missing: i64) {
    let retention = pass.options.integer("retention-days");
    let days = if missing == 1 { "day" } else { "days" };
    let when = if missing == retention {
        format!("destroys `{shown}` on the day that {how}")
    } else {
        format!("destroys `{shown}` {} days after {how}", retention - missing)
    };
    pass.report(span, format!("{when}: {missing} {days} of the {retention} are missing"))
        .help(format!("drop it in a migration dated {missing} {days} later"));
}

/// What still names a table or one of its columns.
fn uses(pass: &Pass, catalog: &Catalog, table: &Relation, column: Option<&str>) -> Vec<String> {
    let shown = column.map_or(table.name.to_string(), |column| format!("{}.{column}", table.name));
    let views: Vec<&Relation> = match column {
        Some(column) => dependents::readers_of_column(catalog, table.id, column),
        None => catalog.readers(table.id),
    };
    let mut words = vec![table.name.name.as_str()];
    words.extend(column);
    let end = pass.up().and_then(|up| up.after.relation_named(&table.name));
    let there_again = end.is_some_and(|end| column.is_none_or(|column| end.column(column).is_some()));
    let functions = if there_again { Vec::new() } else { pass.functions_left_with(&words) };
    let mut notes = Vec::new();
    if !views.is_empty() {
        notes.push(format!("`{shown}` is read by {}", list(views.iter().map(|view| &view.name))));
    }
    let what = if column.is_some() { "column" } else { "table" };
    notes.extend(pass.note_of_functions(&functions, &words, what));
    notes
}
