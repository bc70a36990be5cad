//! A column that running code knows under its old name.

use crate::ast::{AlterActionKind, Ident, ObjectKind, ObjectName, Rename, Statement, quoted};
use crate::catalog::{QualifiedName, Relation, RelationKind, type_name};
use crate::diagnostic::Fix;
use crate::migration::Step;
use crate::rule::{Pass, Phase, Rule, SecondColumn, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("rename-column", include_str!("../../rules/rename-column.md"), check);

/// How many of the other renames are shown.
const LABELS_SHOWN: usize = 2;

/// A column that gets another name, and what would still call it by the old one.
struct Renamed<'a> {
    step: &'a Step,
    table: &'a Relation,
    rename: &'a Rename,
    old: &'a Ident,
}

/// One finding for the renames of a migration that belong together: of one table, or of one name on many tables.
fn check(pass: &mut Pass) {
    let mut groups: Vec<Vec<Renamed>> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Some(renamed) = renamed(pass, index, step) else { continue };
        let (together, mut apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| belong_together(other, &renamed)));
        let mut group: Vec<Renamed> = together.into_iter().flatten().collect();
        group.push(renamed);
        apart.push(group);
        groups = apart;
    }
    for mut group in groups {
        group.sort_by_key(|renamed| renamed.step.span().start);
        report(pass, &group);
    }
}

fn belong_together(one: &Renamed, other: &Renamed) -> bool {
    one.table.id == other.table.id
        || one.old.name == other.old.name && one.rename.new_name.name == other.rename.new_name.name
}

fn renamed<'a>(pass: &Pass<'a>, index: usize, step: &'a Step) -> Option<Renamed<'a>> {
    let Statement::Rename(rename) = &step.statement.kind else { return None };
    let old = rename.object.part.as_ref().filter(|_| rename.object.kind == ObjectKind::Column)?;
    let table = pass.in_use(&step.before, &rename.object.name)?;
    if matches!(table.kind, RelationKind::CompositeType) || table.kind.is_index() {
        return None;
    }
    let known = table.column(&old.name);
    if known.is_some_and(|known| pass.is_new(known.origin)) || (known.is_none() && table.columns_known) {
        return None;
    }
    let harmless = taken_over(pass, index, table, rename, old)
        || was_given_up(pass, index, table, &rename.new_name)
        || hidden(pass, index, table)
        || is_known_through_view(pass, table, &rename.new_name);
    (!harmless).then_some(Renamed { step, table, rename, old })
}

fn report(pass: &mut Pass, group: &[Renamed]) {
    let Some(Renamed { step, table, rename, old }) = group.first() else { return };
    if let Some(added) = added_instead(pass, table, old) {
        let message = format!(
            "running code that reads or writes `{}.{old}` meets another column from here on: the values that it knows are in `{}`",
            table.name, rename.new_name
        );
        pass.report(step.span(), message)
            .on(step, table.id)
            .label_here(added, format!("adds another `{old}`"))
            .help("leave the old name to the old column, and give the new one a name that no code knows");
        return;
    }
    let known = known_before(pass, table).map(|was| written(was, rename.object.name.span));
    let (name, new) = (known.as_ref().unwrap_or(&rename.object.name), &rename.new_name);
    let data_type = table.column(&old.name).and_then(|known| known.data_type.as_ref());
    let add = data_type
        .map_or(String::new(), |data_type| format!(":\nALTER TABLE {name} ADD COLUMN {new} {};", data_type));
    let what = list(group.iter().map(|renamed| {
        let table = known_before(pass, renamed.table).unwrap_or(&renamed.table.name);
        format!("{table}.{}", renamed.old)
    }));
    let their = if group.len() == 1 { "the old name" } else { "the old names" };
    let notes: Vec<String> = group.iter().filter_map(|renamed| calls_that_fail(pass, renamed)).collect();
    let fix = group
        .first()
        .filter(|_| group.len() == 1 && known.is_none())
        .and_then(|renamed| dual_write(pass, renamed));
    let finding = pass
        .report(step.span(), format!("running code that still reads or writes {what} fails from here on"))
        .on(step, table.id)
        .help(format!(
            "keep {their} in the database, or change over in steps: add `{}`, let the application write both, copy the \
             old values in batches, read the new one, and drop the old one at last{add}",
            quoted(&new.name)
        ))
        .fix_with(fix);
    finding.notes = notes;
    for other in group.iter().skip(1).take(LABELS_SHOWN) {
        finding.label_here(other.step.span(), format!("renames `{}` too", other.old));
    }
}

/// What running code calls a table that an earlier statement of the migration has renamed.
fn known_before<'a>(pass: &Pass<'a>, table: &Relation) -> Option<&'a QualifiedName> {
    let was = pass.up()?.before.relation(table.id)?;
    (was.name != table.name).then_some(&*was.name)
}

fn written(name: &QualifiedName, span: Span) -> ObjectName {
    let schema = Some(name.schema.as_str()).filter(|schema| *schema != "public");
    ObjectName::new(schema, &name.name, span)
}

/// Whether the table takes the name of a view that showed the column under its new name: running code reads both as
/// it did.
fn is_known_through_view(pass: &Pass, table: &Relation, new: &Ident) -> bool {
    let Some(up) = pass.up() else { return false };
    let Some(now) = up.after.relation(table.id) else { return false };
    let renamed = up.before.relation(table.id).is_some_and(|was| was.name != now.name);
    let view = up.before.relation_named(&now.name).filter(|was| was.kind == RelationKind::View);
    renamed && view.is_some_and(|view| view.column(&new.name).is_some())
}

/// A column of the new name beside the old one. A trigger keeps both alike until nobody names the old one.
fn dual_write(pass: &Pass, renamed: &Renamed) -> Option<Fix> {
    let Renamed { step, table, rename, old } = renamed;
    let new = quoted(&rename.new_name.name).into_owned();
    let data_type = type_name(table.column(&old.name)?.data_type.as_ref()?);
    let name = &rename.object.name;
    let second = SecondColumn {
        table: name,
        relation: table,
        old,
        new: new.clone(),
        data_type,
        settings: String::new(),
        value: old.to_string(),
        value_of_row: format!("NEW.{old}"),
        both_ways: true,
    };
    let end = format!(
        "-- Release it when no running version of the application names `{old}`.\n\
         {}{}\
         -- migrate-lint: allow(drop-without-archive) its values are in `{new}`\n\
         ALTER TABLE {name} DROP COLUMN {old};",
        second.without_trigger(),
        second.given_to(&new),
    );
    let renamed_back = |step: &Step| match &step.statement.kind {
        Statement::Rename(back) => back.object.part.is_some() && back.new_name.name == old.name,
        _ => false,
    };
    let title = "let both names stand side by side until no code needs the old one";
    second.fix(pass, (step, title), vec![Phase::new("drop_old", pass.together(&end))], renamed_back)
}

fn calls_that_fail(pass: &Pass, renamed: &Renamed) -> Option<String> {
    let words = [renamed.table.name.name.as_str(), renamed.old.name.as_str()];
    pass.note_of_functions(&pass.functions_left_with(&words), &words, "column")
}

/// Whether a later statement of the migration makes a column of the old name.
fn taken_over(pass: &Pass, index: usize, table: &Relation, rename: &Rename, old: &Ident) -> bool {
    // A column that is added has none of the values, unless a statement copies them.
    let new = &rename.new_name.name;
    let copied = pass.later_steps(index).iter().any(|step| match &step.statement.kind {
        Statement::Update(update) => {
            update.assignments.iter().any(|(to, value)| to.name == old.name && value.mentions_column(new))
        }
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| match &action.kind {
            AlterActionKind::AddColumn { column, .. } if column.name.name == old.name => {
                column.generated.as_ref().is_some_and(|generated| generated.expr.expr.mentions_column(new))
            }
            _ => false,
        }),
        // Code may copy them.
        Statement::Do(_) | Statement::Call(_) | Statement::Select(_) => !step.is_block,
        _ => false,
    });
    pass.later_steps(index).iter().any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.object.kind == ObjectKind::Column
                && rename.new_name.name == old.name
                && step.before.resolve_id(&rename.object.name) == Some(table.id)
        }
        Statement::AlterTable(_) => copied && adds(step, table, old).is_some(),
        _ => false,
    })
}

/// Where a statement adds a column of the old name to the table.
fn adds(step: &Step, table: &Relation, old: &Ident) -> Option<Span> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let here = step.before.resolve_id(&alter.name) == Some(table.id);
    let added = alter.actions.iter().find(|action| {
        matches!(&action.kind, AlterActionKind::AddColumn { column, .. } if column.name.name == old.name)
    });
    added.filter(|_| here).map(|action| action.span)
}

/// Where the migration adds another column of the old name.
fn added_instead(pass: &Pass, table: &Relation, old: &Ident) -> Option<Span> {
    pass.steps().iter().find_map(|step| adds(step, table, old))
}

/// Whether an earlier statement of the migration took the new name from another column: the second half of a swap.
fn was_given_up(pass: &Pass, index: usize, table: &Relation, new: &Ident) -> bool {
    let here = |step: &Step, name| step.before.resolve_id(name) == Some(table.id);
    pass.steps()[..index].iter().any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.object.part.as_ref().is_some_and(|part| part.name == new.name)
                && here(step, &rename.object.name)
        }
        Statement::AlterTable(alter) => {
            here(step, &alter.name)
                && alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::DropColumn { column, .. } if column.name == new.name)
                })
        }
        _ => false,
    })
}

/// Whether the table itself gets another name in this migration, and a view takes its old one: running code then sees
/// the view's columns.
fn hidden(pass: &Pass, index: usize, table: &Relation) -> bool {
    let end = pass.up().map(|up| &up.after);
    let renamed = end.and_then(|end| end.relation(table.id)).is_some_and(|now| now.name != table.name);
    let started =
        pass.up().and_then(|up| up.before.relation(table.id)).map_or(&table.name, |then| &then.name);
    let view =
        |name| end.and_then(|end| end.relation_named(name)).is_some_and(|r| r.kind == RelationKind::View);
    (renamed && pass.creates_later(index, &table.name)) || view(started)
}
