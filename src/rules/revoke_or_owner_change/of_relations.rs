//! Rights on tables, views and sequences that roles lose.

use super::said::{given_again, losers};
use crate::ast::{Grant, Name, ObjectKind, ObjectRef};
use crate::catalog::{Relation, RelationId, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, list, span_of_word};
use crate::source::Span;

/// How many of the other statements are shown.
const LABELS_SHOWN: usize = 3;

/// What a statement takes from roles: `SELECT on orders`.
pub(super) struct Taken<'a> {
    step: &'a Step,
    losers: Vec<&'a Name>,
    what: String,
    table: Option<RelationId>,
}

pub(super) fn taken<'a>(
    pass: &Pass<'a>,
    index: usize,
    step: &'a Step,
    grant: &'a Grant,
) -> Option<Taken<'a>> {
    let mut losers = losers(grant);
    // Without the grant option the right itself is kept.
    let kept = grant.with_grant_option || given_again(pass, index, &losers);
    if losers.is_empty() || !is_of_relation(grant.kind) || kept {
        return None;
    }
    let tables = grant.objects.iter().filter_map(|object| pass.in_use(&step.before, &object.name));
    // A table that the migration then drops is no longer there to be refused.
    let tables: Vec<&Relation> = tables.filter(|table| !pass.goes_later(index, table.id)).collect();
    losers.retain(|loser| !keeps_all(pass, index, grant, loser));
    if losers.is_empty() || tables.is_empty() && !grant.all_in_schema {
        return None;
    }
    let objects = match grant.all_in_schema {
        true => format!("everything in {}", list(grant.objects.iter().map(|object| object.name.to_string()))),
        false => list(tables.iter().map(|table| &table.name)),
    };
    let what = format!("{} on {objects}", rights(pass, step, grant));
    Some(Taken { step, losers, what, table: tables.first().map(|table| table.id) })
}

/// Whether a role has all the rights that it loses also through PUBLIC or a role that it is a member of.
fn keeps_all(pass: &Pass, index: usize, grant: &Grant, loser: &Name) -> bool {
    let (Some(up), Some(step)) = (pass.up(), pass.steps().get(index)) else { return false };
    let (before, after) = (&step.before, up.after_step(index));
    let mut roles = after.acts_as(loser);
    roles.retain(|role| !grant.grantees.contains(role));
    let keeps = |table: &Relation| {
        let mut own = table.grants.iter().filter(|(_, grantee)| grantee == loser).map(|(right, _)| right);
        let gives = |right: &Name| after.relation(table.id).is_some_and(|table| table.gives(right, &roles));
        match grant.privileges.as_slice() {
            [] => own.clone().next().is_some() && own.all(gives),
            rights => rights.iter().all(gives),
        }
    };
    let of = |object: &ObjectRef| match grant.all_in_schema {
        true => before.relations().filter(|table| table.name.schema == object.name.name).collect(),
        false => Vec::from_iter(before.resolve(&object.name)),
    };
    let tables: Vec<&Relation> = grant.objects.iter().flat_map(of).collect();
    let sequences = grant.kind == ObjectKind::Sequence;
    let mut tables = tables.into_iter().filter(|table| {
        !table.kind.is_index()
            && (!grant.all_in_schema || (table.kind == RelationKind::Sequence) == sequences)
    });
    let mut any = false;
    tables.all(|table| {
        any = true;
        keeps(table)
    }) && any
}

/// One finding for all that the same roles lose.
pub(super) fn report(pass: &mut Pass, mut taken: Vec<Taken>) {
    while let Some(first) = taken.first() {
        let roles = first.losers.clone();
        let (all, others) = taken.into_iter().partition::<Vec<_>, _>(|taken| taken.losers == roles);
        report_together(pass, &all);
        taken = others;
    }
}

fn report_together(pass: &mut Pass, taken: &[Taken]) {
    let [first, others @ ..] = taken else { return };
    let more = match others.len() {
        0 => String::new(),
        1 => ", and more in 1 other statement".to_owned(),
        several => format!(", and more in {several} other statements"),
    };
    let message = format!(
        "{} loses {}{more}: what runs as that role fails from the commit on",
        list(&first.losers),
        first.what
    );
    let finding = pass.report(first.step.span(), message);
    if let Some(table) = first.table {
        finding.on(first.step, table);
    }
    finding.help(
        "look in pg_stat_activity and in the application's configuration who still connects as that role",
    );
    for other in others.iter().take(LABELS_SHOWN) {
        finding.label_here(other.step.span(), "and here");
    }
}

fn is_of_relation(kind: ObjectKind) -> bool {
    use ObjectKind::{ForeignTable, MaterializedView, Sequence, Table, View};
    matches!(kind, Table | View | MaterializedView | ForeignTable | Sequence)
}

/// The rights by their names, with the columns that they are of.
fn rights(pass: &Pass, step: &Step, grant: &Grant) -> String {
    if grant.privileges.is_empty() {
        return "every right".to_owned();
    }
    let text = pass.text(step.span());
    let word = |word| span_of_word(text, Span::new(0, text.len()), word);
    let start = word("revoke").map_or(0, |span| span.end as usize);
    let written = word("on").and_then(|on| text.get(start..on.start as usize)).unwrap_or_default();
    if !written.contains('(') {
        return grant.privileges.join(", ").to_uppercase();
    }
    let mut inside = false;
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().map(|letter| {
        inside = letter == '(' || inside && letter != ')';
        if inside { letter } else { letter.to_ascii_uppercase() }
    });
    shown.collect()
}
