//! Dropped columns whose values no earlier migration has put away.

use rustc_hash::FxHashSet;

use super::{Preparation, computed_from, put_away, successor, too_young, too_young_since, uses};
use crate::ast::{AlterActionKind, AlterTable, Ident, Statement};
use crate::catalog::{Catalog, Column, Origin, Relation, RelationKind};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::rule::{Pass, dependents, empties, fits_any, list, marks_deprecated};

/// A column that goes, as it is written and as the history knows it.
type Lost<'a> = (&'a Ident, Option<&'a Column>);

pub(super) fn check(pass: &mut Pass, index: usize, step: &Step, alter: &AlterTable) {
    let Some(table) = pass.in_use(&step.before, &alter.name) else { return };
    if !matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable) {
        return;
    }
    let mut lost: Vec<Lost> = Vec::new();
    for action in &alter.actions {
        let AlterActionKind::DropColumn { column, .. } = &action.kind else { continue };
        let known = table.column(&column.name);
        let missing = is_missing(table, known);
        let generated = known.and_then(|known| known.generated.as_ref());
        let recomputed = generated.is_some();
        let again = pass.up().and_then(|up| up.after.relation(table.id)?.column(&column.name)).is_some();
        let in_use = !again && !known.is_some_and(|known| pass.is_new(known.origin));
        let announced = || prepared_column(pass, index, table, known, &column.name).is_none();
        if recomputed && in_use && !announced() {
            let shown = format!("{}.{column}", table.name);
            let note = generated.map(|generated| computed_from::note(pass, table, &generated.expr.expr));
            pass.report(action.span, format!("running code that still reads `{shown}` fails from here on"))
                .severity(Severity::Warning)
                .on(step, table.id)
                .note(note.unwrap_or_default())
                .help("drop it in a later migration, once no running version of the application reads it");
        }
        if missing || recomputed || known.is_some_and(|known| pass.is_new(known.origin)) {
            continue;
        }
        let shown = format!("{}.{column}", table.name);
        match prepared_column(pass, index, table, known, &column.name) {
            None => {}
            Some(Preparation::Nothing) => lost.push((column, known)),
            Some(Preparation::TooYoung { how, missing }) => {
                too_young(pass, action.span, &shown, &how, missing);
            }
            // No code knows a name that this migration gave it.
            Some(Preparation::Copied { .. }) if Fate::of(pass, table, column, known) == Fate::SetAside => {}
            Some(Preparation::Copied { to }) => {
                if let Some(successor) = successor::of(pass, index, table, &to, column) {
                    let place = (step, table.id, action.span);
                    successor::report(pass, place, &shown, known, successor);
                    continue;
                }
                pass.report(
                    action.span,
                    format!("running code that still reads or writes `{shown}` fails from here on"),
                )
                .severity(Severity::Warning)
                .on(step, table.id)
                .note(format!("`{to}` was filled from it"))
                .help(put_away::copied_column(&step.before, alter, table, (column, known)));
            }
        }
    }
    let emptied = is_emptied_before(pass, index, table);
    let mut found: Vec<(Fate, Vec<Lost>)> = Vec::new();
    for fate in [Fate::Gone, Fate::Emptied, Fate::Replaced, Fate::Succeeded, Fate::SetAside] {
        let is = |(column, known): &&Lost| match Fate::of(pass, table, column, *known) {
            Fate::Gone if emptied => fate == Fate::Emptied,
            other => fate == other,
        };
        let some: Vec<_> = lost.iter().filter(is).copied().collect();
        let is_replaced = matches!(fate, Fate::Replaced | Fate::Succeeded);
        if !(some.is_empty() || emptied && is_replaced) {
            found.push((fate, some));
        }
    }
    report(pass, step, (alter, table), &found);
}

/// What becomes of a column's name where its values are lost.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is no column's name any more.
    Gone,
    /// The same, and the migration has deleted all rows before.
    Emptied,
    /// The migration gives it to a new column.
    Replaced,
    /// The migration gives it to a column that was there.
    Succeeded,
    /// The migration has given it to the column, to be out of the way: no code knows it.
    SetAside,
}

impl Fate {
    fn of(pass: &Pass, table: &Relation, column: &Ident, known: Option<&Column>) -> Self {
        let has = |catalog: &Catalog| {
            catalog.relation(table.id).is_some_and(|table| table.column(&column.name).is_some())
        };
        let Some(up) = pass.up() else { return Self::Gone };
        let named_here =
            up.before.relation(table.id).is_some_and(|then| then.columns_known) && !has(&up.before);
        let renamed = up.steps.iter().any(|step| match &step.statement.kind {
            Statement::Rename(rename) => {
                rename.object.part.is_some()
                    && rename.new_name.name == column.name
                    && step.before.resolve_id(&rename.object.name) == Some(table.id)
            }
            _ => false,
        });
        match known {
            _ if has(&up.after) && renamed => Self::Succeeded,
            _ if has(&up.after) => Self::Replaced,
            Some(known) if named_here && known.origin.created().is_some() => Self::SetAside,
            _ => Self::Gone,
        }
    }
}

/// A statement has one finding: what there is to say of columns of another fate is a note on it.
fn report(
    pass: &mut Pass,
    step: &Step,
    (alter, table): (&AlterTable, &Relation),
    found: &[(Fate, Vec<Lost>)],
) {
    let [(fate, lost), others @ ..] = found else { return };
    let Some((first, known)) = lost.first() else { return };
    let span = if lost.len() == 1 { first.span } else { first.span.to(lost[lost.len() - 1].0.span) };
    let label = known.and_then(|known| {
        (known.origin.created() != table.origin.created())
            .then(|| pass.label_created(known.origin, format!("`{}` is added here", known.name)))
            .flatten()
    });
    // One column is less than a table, and what its loss breaks a rename breaks too.
    let severity = Severity::from_name(pass.options.string("columns"));
    let it = put_away::it_or_them(lost.len());
    let help = match fate {
        Fate::Gone | Fate::Emptied => put_away::columns(&step.before, alter, table, lost),
        Fate::Replaced => to_keep_them(pass, step, (alter, table), lost),
        Fate::Succeeded => format!(
            "keep {it} under another name, and drop {it} in a later migration:\nALTER TABLE {} RENAME COLUMN {first} TO {};",
            alter.name,
            crate::ast::quoted(&format!("{}_old", first.name)),
        ),
        Fate::SetAside => format!(
            "leave {it} there, and drop {it} in a later migration, when what takes the place has proved itself"
        ),
    };
    let mut notes: Vec<String> = Vec::new();
    let mut fix = None;
    if *fate == Fate::Gone {
        fix = put_away::columns_fix(pass, step, (alter, table), lost);
        for (column, _) in lost {
            notes.extend(uses(pass, &step.before, table, Some(&column.name)));
            let shared = dependents::shared_with_column(&step.before, table, &column.name, alter);
            if !shared.is_empty() {
                let goes = if shared.len() == 1 { "goes" } else { "go" };
                notes.push(format!(
                    "with it {goes} {}, in which other columns have a part",
                    shared.join(", ")
                ));
            }
        }
        let mut told = FxHashSet::default();
        notes.retain(|note| told.insert(note.clone()));
    }
    notes.extend(others.iter().map(|(fate, lost)| message(*fate, table, lost)));
    let finding = pass
        .report(span, message(*fate, table, lost))
        .on(step, table.id)
        .label(label)
        .help(help)
        .fix_with(fix);
    finding.notes.extend(notes);
    if let Some(severity) = severity {
        finding.severity(severity);
    }
}

fn to_keep_them(pass: &Pass, step: &Step, (alter, table): (&AlterTable, &Relation), lost: &[Lost]) -> String {
    let Some((column, known)) = lost.first() else { return String::new() };
    let again = pass.is_made_again(step, table.id, column);
    let conversion =
        known.zip(again).map(|(known, again)| pass.conversion(&alter.name, known, again, &step.before));
    let whichever =
        || format!("convert them:\nALTER TABLE {} ALTER COLUMN {column} TYPE … USING …;", alter.name);
    let mut help = format!("to keep them, {}", conversion.unwrap_or_else(whichever));
    if let Some(others) = put_away::likewise(lost.iter().skip(1).map(|(column, _)| column.to_string())) {
        help += &format!("\n{others}");
    }
    help
}

fn message(fate: Fate, table: &Relation, lost: &[Lost]) -> String {
    let names = list(lost.iter().map(|(column, _)| format!("{}.{column}", table.name)));
    let what = match fate {
        Fate::Gone => {
            format!(", and running code that still uses {} fails", put_away::it_or_them(lost.len()))
        }
        Fate::Emptied => {
            return format!(
                "running code that still uses {names} fails from here on; the values have gone with the rows"
            );
        }
        Fate::Replaced => ": what takes the name begins without them".to_owned(),
        Fate::Succeeded => ": the column that takes the name has values of its own".to_owned(),
        Fate::SetAside => ": nothing shows that all of them are elsewhere".to_owned(),
    };
    format!("destroys the values of {names}{what}")
}

/// Whether the migration has taken all rows out of the table before, of which another rule speaks.
fn is_emptied_before(pass: &Pass, index: usize, table: &Relation) -> bool {
    pass.steps()[..index].iter().any(|step| empties(step, table.id))
}

/// Whether the history shows that there is no such column: IF EXISTS named it, of a table that is known from its
/// creation.
fn is_missing(table: &Relation, known: Option<&Column>) -> bool {
    let made_here = table.origin.created().is_some();
    match known {
        None => table.columns_known,
        Some(known) => known.origin == (Origin::Assumed { certain: false }) && made_here,
    }
}

fn prepared_column(
    pass: &Pass,
    index: usize,
    table: &Relation,
    known: Option<&Column>,
    column: &str,
) -> Option<Preparation> {
    let names = pass.options.strings("archive-names");
    let marked = known.and_then(|known| known.comment.as_ref()).is_some_and(marks_deprecated);
    if fits_any(column, &names) || marked {
        let mut since = None;
        let mut called = column.to_owned();
        for (at, step) in pass.earlier_steps(index) {
            match &step.statement.kind {
                Statement::Rename(rename) if rename.new_name.name == called => {
                    let Some(from) = rename.object.part.as_ref() else { continue };
                    if step.before.resolve_id(&rename.object.name) == Some(table.id) {
                        if fits_any(&called, &names) {
                            since = Some((at, format!("`{}` was renamed", from.name)));
                        }
                        called = from.name.to_string();
                    }
                }
                Statement::Comment(comment)
                    if comment.object.part.as_ref().is_some_and(|part| part.name == called)
                        && comment.text.as_ref().is_some_and(marks_deprecated)
                        && step.before.resolve_id(&comment.object.name) == Some(table.id) =>
                {
                    since = Some((at, "it was marked as deprecated".to_owned()));
                }
                _ => {}
            }
        }
        // A column that was made under such a name was never put away: the name says what its values are.
        let made_so = known.is_some_and(|known| known.origin.created().is_some()) && !marked;
        // What the migration itself puts aside, converts into another column and drops is lost to nobody.
        let converted = since.as_ref().is_some_and(|(at, _)| *at == pass.index)
            && pass.column_copied(index, table.id, column).is_some();
        if converted {
            return None;
        }
        if since.is_some() || !made_so {
            return too_young_since(pass, since);
        }
    }
    match pass.column_copied(index, table.id, column) {
        Some(to) => Some(Preparation::Copied { to }),
        None => Some(Preparation::Nothing),
    }
}
