//! Statements that make what is there already, or change what the history has taken away.

use crate::ast::{
    AlterActionKind, AlterTable, CreateFunction, Ident, ObjectName, Publication, PublicationAction,
    Statement, TypeName,
};
use crate::catalog::{Origin, Place, Relation, TypeDef};
use crate::diagnostic::Label;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

mod absent;
mod columns;
mod named;
mod things;

pub(super) use columns::{is_whole, may_have_changed, names_it_alone};

pub(super) static RULE: Rule =
    Rule::new("object-conflict", include_str!("../../rules/object-conflict.md"), check);

/// What the server answers, and the statement that is to blame.
struct Conflict<'a> {
    step: &'a Step,
    span: Span,
    what: String,
    problem: &'static str,
    label: Option<Label>,
    help: String,
}

fn check(pass: &mut Pass) {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        if step.conditional || step.guarded || step.handled {
            continue;
        }
        // Of what the effects know to fail, `certain-failure` speaks.
        if step.effects.failure.is_some() {
            continue;
        }
        conflicts.extend(taken(pass, index, step));
        conflicts.extend(columns::missing_columns(pass, index, step));
        conflicts.extend(absent::absent(pass, index, step));
    }
    conflicts.extend(gone(pass));
    conflicts.sort_by_key(|conflict| conflict.span.start);
    if !pass.order_is_known() {
        return;
    }
    // A script fails at its first conflict: the others are the same mistake, or follow from it.
    let mut conflicts = conflicts.into_iter();
    let Some(first) = conflicts.next() else { return };
    let others: Vec<String> =
        conflicts.map(|conflict| conflict.what).filter(|what| *what != first.what).collect();
    let finding = pass.report(first.span, format!("fails: {} {}", first.what, first.problem));
    finding.label(first.label).help(first.help);
    finding.relation = relation_of(first.step);
    match others.as_slice() {
        [] => {}
        [one] => drop(finding.note(format!("the same is true of {one}"))),
        several => drop(finding.note(format!("the same is true of {} others in this file", several.len()))),
    }
}

fn relation_of(step: &Step) -> Option<String> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let name = &step.before.resolve(&alter.name)?.name;
    Some(format!("{}.{}", name.schema, name.name))
}

const THERE: &str = "is there already";
const OTHER_NAME: &str = "give it another name, or change the one that is there";

/// Something that a statement makes and that an earlier one has made.
fn taken<'a>(pass: &Pass<'a>, index: usize, step: &'a Step) -> Option<Conflict<'a>> {
    let catalog = &step.before;
    let (what, span, origin, help) = match &step.statement.kind {
        Statement::CreateTable(create) if !create.if_not_exists => {
            let temporary = create.persistence == crate::ast::Persistence::Temporary;
            relation_taken(step, &create.name, temporary)?
        }
        Statement::CreateTableAs(create) if !create.if_not_exists => {
            let temporary = create.persistence == crate::ast::Persistence::Temporary;
            relation_taken(step, &create.name, temporary)?
        }
        Statement::CreateView(create) => {
            let replaced = catalog
                .relation_named(&catalog.qualify(&create.name))
                .is_some_and(|known| create.or_replace && known.kind == crate::catalog::RelationKind::View);
            relation_taken(step, &create.name, create.temporary || replaced)?
        }
        Statement::CreateSequence(create) if !create.if_not_exists => {
            relation_taken(step, &create.name, create.temporary)?
        }
        Statement::CreateIndex(create) if !create.if_not_exists => {
            let name = create.name.as_ref()?;
            let table = catalog.resolve(&create.table).filter(|table| !table.is_temporary())?;
            let index = ObjectName::new(Some(&table.name.schema), &name.name, name.span);
            relation_taken(step, &index, false)?
        }
        Statement::CreateType(create) => {
            // A base type is made in two statements, the first of them a shell.
            if matches!(create.definition, crate::ast::TypeDefinition::Base) {
                return None;
            }
            let known = type_taken(step, &create.name)?;
            (format!("the type `{}`", known.name), create.name.span, known.origin, OTHER_NAME.to_owned())
        }
        Statement::CreateDomain(create) => {
            let known = type_taken(step, &create.name)?;
            (format!("the type `{}`", known.name), create.name.span, known.origin, OTHER_NAME.to_owned())
        }
        Statement::CreateFunction(create) if !create.or_replace => {
            let origin = function_taken(step, create)?;
            let help = "write CREATE OR REPLACE".to_owned();
            (format!("the function `{}` with these arguments", create.name), create.name.span, origin, help)
        }
        Statement::CreateTrigger(create) if !create.or_replace => {
            let table = catalog.resolve(&create.table)?;
            let known = table.trigger(&create.name.name)?;
            (
                format!("the trigger `{}` of `{}`", known.name, table.name),
                create.name.span,
                known.origin,
                OTHER_NAME.to_owned(),
            )
        }
        Statement::CreatePolicy(create) => {
            let table = catalog.resolve(&create.table)?;
            let known = table.policy(&create.name.name)?;
            (
                format!("the policy `{}` of `{}`", known.name, table.name),
                create.name.span,
                known.origin,
                OTHER_NAME.to_owned(),
            )
        }
        Statement::CreateSchema(create) if !create.if_not_exists => {
            let name = create.name.as_ref()?;
            (
                format!("the schema `{name}`"),
                step.span(),
                catalog.schema(name)?,
                "write IF NOT EXISTS".to_owned(),
            )
        }
        Statement::CreateExtension(create) if !create.if_not_exists => {
            let known = catalog.extension(&create.name)?;
            (
                format!("the extension `{}`", create.name),
                step.span(),
                known.origin,
                "write IF NOT EXISTS".to_owned(),
            )
        }
        Statement::CreatePublication(create) => {
            let (_, known) = catalog.publications().find(|(name, _)| **name == create.name)?;
            let what = format!("the publication `{}`", crate::ast::quoted(&create.name));
            (what, step.span(), known.origin, OTHER_NAME.to_owned())
        }
        Statement::AlterPublication(alter) if alter.action == PublicationAction::Add => {
            published(pass, index, step, alter)?
        }
        Statement::CreateStatistics(create) if !create.if_not_exists => {
            let name = create.name.as_ref()?;
            let qualified = catalog.qualify(name);
            let known = catalog.statistics().find(|known| known.name == qualified)?;
            let what = format!("the statistics object `{}`", known.name);
            (what, name.span, known.origin, OTHER_NAME.to_owned())
        }
        Statement::AlterTable(alter) => part_taken(step, alter)?,
        _ => return None,
    };
    let (maker_at, _) = pass.maker(origin)?;
    if !pass.history.is_seen(maker_at..=pass.index) {
        return None;
    }
    let label = pass.label_created(origin, "it is made here".to_owned());
    Some(Conflict { step, span: step.span().to(span), what, problem: THERE, label, help })
}

/// The type of exactly this name.
fn type_taken<'a>(step: &'a Step, name: &ObjectName) -> Option<&'a TypeDef> {
    let name = step.before.qualify(name);
    step.before.type_def(&ObjectName::new(Some(&name.schema), &name.name, Span::default()))
}

type Taken = (String, Span, Origin, String);

fn relation_taken(step: &Step, name: &ObjectName, exempt: bool) -> Option<Taken> {
    let known = step.before.relation_named(&step.before.qualify(name)).filter(|_| !exempt)?;
    let what = format!("the {} `{}`", known.kind.name(), known.name);
    Some((what, name.span, known.origin, OTHER_NAME.to_owned()))
}

fn function_taken(step: &Step, create: &CreateFunction) -> Option<Origin> {
    use crate::ast::ParameterMode::{In, InOut, Variadic};
    let inputs = create.parameters.iter().filter(|p| matches!(p.mode, In | InOut | Variadic));
    let inputs: Vec<&TypeName> = inputs.map(|parameter| &parameter.data_type).collect();
    let name = step.before.qualify(&create.name);
    let known = step
        .before
        .routines(&create.name)
        .into_iter()
        .find(|known| known.name == name && known.signature() == inputs && known.definition.is_some())?;
    Some(known.origin)
}

/// A column or constraint that an earlier statement gave the table.
fn part_taken(step: &Step, alter: &AlterTable) -> Option<Taken> {
    let table = step.before.resolve(&alter.name)?;
    alter.actions.iter().find_map(|action| match &action.kind {
        AlterActionKind::AddColumn { column, if_not_exists: false } => {
            let known = table.column(&column.name.name)?;
            let freed = alter.actions.iter().any(|other| drops(&other.kind, &column.name));
            let what = format!("the column `{}.{}`", table.name, column.name);
            (!freed).then(|| (what, column.name.span, known.origin, OTHER_NAME.to_owned()))
        }
        AlterActionKind::AddConstraint { constraint } => {
            let name = constraint.name.as_ref()?;
            let known = table.constraint(&name.name)?;
            let freed = alter.actions.iter().any(|other| drops(&other.kind, name));
            let what = format!("the constraint `{name}` of `{}`", table.name);
            (!freed).then(|| (what, name.span, known.origin, "drop the old one first".to_owned()))
        }
        _ => None,
    })
}

/// A table that a publication has already, and the statement that put it there.
fn published(pass: &Pass, index: usize, step: &Step, alter: &Publication) -> Option<Taken> {
    let (_, known) = step.before.publications().find(|(name, _)| **name == alter.name)?;
    let tables = alter.tables.iter().filter_map(|name| step.before.resolve(name));
    let table = tables.into_iter().find(|table| known.tables.contains(&table.id))?;
    let adder = pass.earlier_steps(index).find(|(_, earlier)| match &earlier.statement.kind {
        Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
            publication.name == alter.name
                && publication.action != PublicationAction::Drop
                && publication.tables.iter().any(|name| earlier.before.resolve_id(name) == Some(table.id))
        }
        _ => false,
    });
    let (at, adder) = adder?;
    let script = pass.history.migrations.get(at)?.up.as_ref()?.id;
    let origin = Origin::Created(Place { script, span: adder.span() });
    let what = format!("the table `{}` in the publication `{}`", table.name, crate::ast::quoted(&alter.name));
    Some((what, step.span(), origin, "leave it out".to_owned()))
}

fn drops(action: &AlterActionKind, name: &Ident) -> bool {
    match action {
        AlterActionKind::DropColumn { column: dropped, .. }
        | AlterActionKind::DropConstraint { constraint: dropped, .. } => dropped.name == name.name,
        _ => false,
    }
}

/// Relations that this script names although the history has dropped or renamed them.
fn gone<'a>(pass: &Pass<'a>) -> Vec<Conflict<'a>> {
    let named = pass.first_named().into_iter();
    named.filter_map(|(step, relation)| gone_before(pass, step, relation)).collect()
}

fn gone_before<'a>(pass: &Pass<'a>, step: &'a Step, relation: &Relation) -> Option<Conflict<'a>> {
    let gone = step.before.gone(&relation.name)?;
    let (at, taker) = pass.history.step_at(gone.place)?;
    if taker.conditional || taker.guarded || taker.handled || !pass.history.is_seen(at..=pass.index) {
        return None;
    }
    let now = gone.now.and_then(|id| step.before.relation(id));
    let (label, help) = match now {
        Some(now) => (format!("it is called `{}` since here", now.name), format!("say `{}`", now.name)),
        None => ("it is dropped here".to_owned(), "leave the statement out, or say IF EXISTS".to_owned()),
    };
    Some(Conflict {
        step,
        span: step.span(),
        what: format!("`{}`", relation.name),
        problem: "does not exist any more",
        label: pass.label_at(gone.place, label),
        help,
    })
}
