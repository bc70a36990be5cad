//! A foreign key whose columns no index leads with once every migration has run.

use crate::ast::{
    AlterActionKind, ConstraintKind, Expr, Ident, Name, ObjectKind, ReferentialAction, Statement, quoted,
};
use crate::catalog::{
    Catalog, Constraint, ConstraintDef, Index, QualifiedName, Relation, RelationId, make_object_name,
};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::migration::{Script, Step};
use crate::rule::{BUILD, Pass, Phase, Rule, list};
use crate::source::Span;

mod served;

use served::{Pointing, is_searched, partial, serves, unindexed};

pub(super) static RULE: Rule =
    Rule::new("fk-missing-index", include_str!("../../rules/fk-missing-index.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (at, step) in script.steps.iter().enumerate() {
        dropped_indexes(step).for_each(|(index, span)| check_drop(pass, script, at, index, span));
        if !adds_foreign_key(&step.statement.kind) {
            continue;
        }
        let after = script.after_step(at);
        let Some(id) = altered_table(&step.statement.kind, after) else { continue };
        let end = &pass.history.end;
        // A table or a key that a later migration takes away needs no index.
        let Some(made) = after.relation(id) else { continue };
        let Some(table) = end.relation(id).filter(|table| !table.is_temporary()) else { continue };
        let mut missing = Vec::new();
        for constraint in made.foreign_keys().filter(|constraint| is_from(constraint, script, step)) {
            let Some(lasting) = table.constraint(&constraint.name) else { continue };
            // One that is only made anew, for another ON DELETE, is spoken of where it was made first.
            if is_lookup(pass, lasting) || was_there(script, id, constraint) {
                continue;
            }
            // Where a later migration drops the index, that is what there is to say.
            let served =
                script.after.relation(id).is_some_and(|now| !unindexed(&script.after, now, constraint));
            if unindexed(end, table, lasting) && !served {
                missing.push(constraint);
            }
        }
        // Those that one ALTER TABLE adds are one decision.
        let together =
            if matches!(step.statement.kind, Statement::AlterTable(_)) { missing.len() } else { 1 };
        missing.chunks(together.max(1)).for_each(|some| report(pass, step, after, made, some));
    }
}

/// Whether the table had the same foreign key before the script.
fn was_there(script: &Script, table: RelationId, made: &Constraint) -> bool {
    let before = script.before.relation(table).and_then(|table| table.constraint(&made.name));
    before.is_some_and(|before| {
        before.origin.created().is_some()
            && before.columns() == made.columns()
            && before.references() == made.references()
    })
}

/// The indexes that a statement drops, by themselves or with their constraint, and where it says so.
fn dropped_indexes(step: &Step) -> impl Iterator<Item = (&Relation, Span)> {
    let (objects, actions) = match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Index => (drop.objects.as_slice(), None),
        Statement::AlterTable(alter) => (&[][..], Some(alter)),
        _ => (&[][..], None),
    };
    let plain =
        objects.iter().filter_map(|object| Some((step.before.resolve(&object.name)?, object.name.span)));
    let of_constraints = actions.into_iter().flat_map(move |alter| {
        let table = step.before.resolve(&alter.name);
        alter.actions.iter().filter_map(move |action| {
            let AlterActionKind::DropConstraint { constraint, .. } = &action.kind else { return None };
            let index = table?.constraint(&constraint.name)?.index()?;
            Some((step.before.relation(index)?, action.span))
        })
    });
    plain.chain(of_constraints)
}

/// An index goes, and a foreign key stays without any.
fn check_drop(pass: &mut Pass, script: &Script, at: usize, index: &Relation, span: Span) {
    let end = &pass.history.end;
    let Some(step) = script.steps.get(at) else { return };
    let Some((own, table)) = index.index.as_deref().zip(step.before.table_of(index.id)) else { return };
    let Some(lasting) = end.relation(table.id) else { return };
    let left = table.foreign_keys().find(|key| {
        let stays = lasting.constraint(&key.name).is_some_and(|now| unindexed(end, lasting, now));
        stays
            && serves(own, &key.columns())
            && !is_lookup(pass, key)
            && is_last(pass, script.after_step(at), table, key)
    });
    let Some(key) = left else { return };
    let Some(referenced) = key.references().and_then(|id| step.before.relation(id)) else { return };
    let message = format!(
        "every DELETE of a row of `{}` reads {} from here on: `{}` was the last index that begins with {}",
        referenced.name,
        what_is_read(end, lasting, &table.name, &key.columns()),
        index.name,
        list(key.columns())
    );
    let label = pass.label_created(key.origin, "the foreign key that needs it");
    pass.report(span, message)
        .on(step, table.id)
        .label(label)
        .help("keep it, or build another one that begins with the same columns first");
}

/// Whether a foreign key that had an index from the start has none after a step, nor after any later migration.
fn is_last(pass: &Pass, after: &Catalog, table: &Relation, key: &Constraint) -> bool {
    let is_served = |catalog: &Catalog| {
        let now = catalog.relation(table.id);
        now.is_some_and(|now| now.constraint(&key.name).is_some() && !unindexed(catalog, now, key))
    };
    let made = key.origin.created().and_then(|place| pass.script(place.script));
    let later = pass.history.migrations.get(pass.index..).unwrap_or_default();
    let mut later = later.iter().filter_map(|migration| migration.up.as_ref());
    made.is_none_or(|made| is_served(&made.after))
        && !is_served(after)
        && !later.any(|up| is_served(&up.after))
}

/// Speaks in the names that table, column and referenced table have here, whatever they are called later.
fn report(pass: &mut Pass, step: &Step, after: &Catalog, table: &Relation, keys: &[&Constraint]) {
    let Some((first, others)) = keys.split_first() else { return };
    let Some(message) = message(pass, after, table, first) else { return };
    let statements = |concurrently| -> Vec<String> {
        keys.iter().map(|key| index_for(table, &key.columns(), concurrently)).collect()
    };
    let new = pass.is_new(table.origin);
    let (indexes, each) = match keys.len() {
        1 => ("the index", ""),
        _ if pass.is_one_to_a_file() => ("the indexes", ", each in a file of its own"),
        _ => ("the indexes", ""),
    };
    let help = match new {
        true => format!("add {indexes} here, while nobody uses the table:\n{};", statements("").join(";\n")),
        false => format!(
            "add {indexes} {}{each}:\n{};",
            pass.outside_transaction(BUILD),
            statements(" CONCURRENTLY").join(";\n")
        ),
    };
    let later: Vec<Phase> = statements(" CONCURRENTLY")
        .into_iter()
        .map(|statement| Phase::alone("index", format!("{statement};")))
        .collect();
    let files = if new { None } else { pass.later_migrations(step, &later) };
    let notes: Vec<String> = keys.iter().filter_map(|key| partial(pass, table, &key.columns())).collect();
    let along: Vec<Narrowing> = keys.iter().filter_map(|key| Narrowing::of(pass, table, key)).collect();
    let labels: Vec<(Span, String)> = others
        .iter()
        .filter_map(|key| Some((place(step, &key.columns()), self::message(pass, after, table, key)?)))
        .collect();
    let finding = pass.report(place(step, &first.columns()), message).on(step, table.id).help(help);
    labels.into_iter().for_each(|(span, message)| _ = finding.label_here(span, message));
    if along.len() == keys.len() {
        finding.severity(Severity::Advice);
    }
    finding.notes.extend(notes.into_iter().chain(along.into_iter().map(|narrowing| narrowing.0)));
    if let Some(files) = files {
        let title = match keys.len() {
            1 => "add the index in the next migration".to_owned(),
            _ => "add the indexes in the next migrations".to_owned(),
        };
        finding.fix_with(Some(Fix { title, safe: false, edits: Vec::new(), back: Vec::new(), files }));
    }
    if new && step.within.is_none() {
        let end = Span { start: step.span().end, end: step.span().end };
        let edit = Edit { span: end, replacement: format!(";\n{}", statements("").join(";\n")) };
        finding.unsafe_fix(format!("add {indexes}"), vec![edit]);
    }
}

fn message(pass: &Pass, after: &Catalog, table: &Relation, key: &Constraint) -> Option<String> {
    let referenced = after.relation(key.references()?)?;
    let (end, columns) = (&pass.history.end, key.columns());
    let read = match end.relation(table.id) {
        Some(lasting) => what_is_read(end, lasting, &table.name, &columns),
        None => format!("all of `{}`", table.name),
    };
    let none = list(&columns);
    Some(format!("every DELETE of a row of `{}` reads {read}: no index begins with {none}", referenced.name))
}

fn index_for(table: &Relation, columns: &[Name], concurrently: &str) -> String {
    let written: Vec<String> = columns.iter().map(|column| quoted(column).into_owned()).collect();
    let index = make_object_name(&table.name.name, Some(&columns.join("_")), "idx");
    format!("CREATE INDEX{concurrently} {} ON {} ({})", quoted(&index), table.name, written.join(", "))
}

/// What an index that begins with one of several columns does for the look-up, where that one may be enough.
struct Narrowing(String);

impl Narrowing {
    fn of(pass: &Pass, table: &Relation, key: &Constraint) -> Option<Self> {
        let end = &pass.history.end;
        let lasting = end.relation(table.id)?;
        let (columns, pointing) = (key.columns(), Pointing::of(end, key));
        // Where one column tells the rows apart by itself, an index on another one leaves too many.
        let may_do = |column: &Name| pointing.telling.contains(column) && pointing.single.is_empty();
        let (first, index) = end.indexes_of(lasting).find_map(|relation| {
            let index = relation.index.as_deref().filter(|index| is_searched(index))?;
            let first = *index.leading_columns().first()?;
            may_do(first).then_some((first, relation))
        })?;
        let own = index.index.as_deref()?;
        let only = !own.unique && own.leading_columns().len() == own.elements.len();
        let only = only && own.leading_columns().iter().all(|column| columns.contains(column));
        let instead = if only { ", and otherwise the new index takes its place" } else { "" };
        Some(Self(format!("where few rows share their `{first}`, `{}` is enough{instead}", index.name)))
    }
}

/// All of the table, or the part of it that an index with some of the columns narrows the look-up to.
fn what_is_read(catalog: &Catalog, table: &Relation, name: &QualifiedName, columns: &[Name]) -> String {
    let indexes = catalog.indexes_of(table).filter_map(|index| index.index.as_deref());
    let leading = |index: &Index| -> Vec<Name> {
        index.leading_columns().into_iter().take_while(|key| columns.contains(key)).cloned().collect()
    };
    match indexes.filter(|index| is_searched(index)).map(leading).max_by_key(Vec::len) {
        Some(some) if !some.is_empty() => format!("all rows of `{name}` with the same {}", list(some)),
        _ => format!("all of `{name}`"),
    }
}

fn adds_foreign_key(statement: &Statement) -> bool {
    let foreign = |kind: &ConstraintKind| matches!(kind, ConstraintKind::ForeignKey(_));
    match statement {
        Statement::CreateTable(create) => {
            let beside = create.columns.iter().flat_map(|column| &column.constraints);
            create.constraints.iter().chain(beside).any(|constraint| foreign(&constraint.kind))
        }
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| match &action.kind {
            AlterActionKind::AddConstraint { constraint } => foreign(&constraint.kind),
            AlterActionKind::AddColumn { column, .. } => column.constraints.iter().any(|c| foreign(&c.kind)),
            _ => false,
        }),
        _ => false,
    }
}

fn altered_table(statement: &Statement, after: &Catalog) -> Option<RelationId> {
    match statement {
        Statement::CreateTable(create) => after.resolve_id(&create.name),
        Statement::AlterTable(alter) => after.resolve_id(&alter.name),
        _ => None,
    }
}

/// Whether this statement made the constraint.
fn is_from(constraint: &Constraint, script: &Script, step: &Step) -> bool {
    !constraint.inherited
        && constraint
            .origin
            .created()
            .is_some_and(|place| place.script == script.id && step.span().contains(place.span))
}

/// A table that stands for an enum, like `order_state (name, comment)`, or a small one whose rows the migrations spell out
/// with their keys: they are not deleted, and the foreign key would not let them be.
fn is_lookup(pass: &Pass, constraint: &Constraint) -> bool {
    let ConstraintDef::ForeignKey { references, referenced_columns, on_delete, .. } = &constraint.kind else {
        return false;
    };
    let Some(table) = pass.history.end.relation(*references) else { return false };
    let kept = matches!(on_delete, ReferentialAction::NoAction | ReferentialAction::Restrict);
    let key = || referenced_columns.iter().map(|name| table.column(name));
    let numbered = key().any(|column| {
        column.is_none_or(|column| {
            let counted = column.default.as_ref().is_some_and(|default| !is_constant(default));
            counted || column.identity.is_some() || column.sequence.is_some()
        })
    });
    let spelled_out = !numbered
        && key().flatten().all(|column| {
            let data_type = column.data_type.as_ref().map_or("", |data_type| data_type.name.as_str());
            !matches!(data_type, "" | "uuid" | "int2" | "int4" | "int8")
        });
    let stands_alone = || table.foreign_keys().next().is_none();
    let small = table.columns.len() <= if spelled_out { 10 } else { 5 };
    let seeded = || small && !numbered && stands_alone() && pass.history.seeded_rows(table.id) > 1;
    kept && table.columns_known && (spelled_out && table.columns.len() <= 2 || seeded())
}

/// `'new'`, perhaps cast: every row that does not say otherwise has it, so that no row is numbered by it.
fn is_constant(default: &Expr) -> bool {
    match default {
        Expr::Cast { expr, .. } => is_constant(expr),
        other => matches!(other, Expr::String(_) | Expr::Integer(_) | Expr::Float(_) | Expr::Boolean(_)),
    }
}

/// Where the foreign key is written: its clause, or the statement.
fn place(step: &Step, columns: &[Name]) -> Span {
    let same = |listed: &[Ident]| {
        listed.len() == columns.len() && listed.iter().zip(columns).all(|(one, other)| one.name == *other)
    };
    let in_constraint = |constraint: &crate::ast::TableConstraint| match &constraint.kind {
        ConstraintKind::ForeignKey(key) if same(&key.columns) => Some(constraint.span),
        _ => None,
    };
    let in_column = |column: &crate::ast::ColumnDef| {
        let mine = same(std::slice::from_ref(&column.name));
        let foreign = column.constraints.iter().find(|c| matches!(c.kind, ConstraintKind::ForeignKey(_)));
        foreign.filter(|_| mine).map(|constraint| constraint.span)
    };
    let found = match &step.statement.kind {
        Statement::CreateTable(create) => {
            let beside = create.columns.iter().find_map(in_column);
            create.constraints.iter().find_map(in_constraint).or(beside)
        }
        Statement::AlterTable(alter) => alter.actions.iter().find_map(|action| match &action.kind {
            AlterActionKind::AddConstraint { constraint } => in_constraint(constraint),
            AlterActionKind::AddColumn { column, .. } => in_column(column),
            _ => None,
        }),
        _ => None,
    };
    found.unwrap_or(step.span())
}
