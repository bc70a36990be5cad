//! Rights on tables, views and sequences that roles lose.

use super::said::{given_again, losers};
use crate::ast::{Grant, Name, ObjectKind};
use crate::catalog::{Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, list};

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
        true => {
            let schemas = list(grant.objects.iter().map(|object| object.name.to_string()));
            format!("every {} in {schemas}", grant.kind.name())
        }
        false => list(tables.iter().map(|table| &table.name)),
    };
    let rights = if grant.privileges.is_empty() { "every right".to_owned() } else { grant.rights() };
    let what = format!("{rights} on {objects}");
    Some(Taken { step, losers, what, table: tables.first().map(|table| table.id) })
}

/// Whether a role has all the rights that it loses also through PUBLIC or a role that it is a member of.
fn keeps_all(pass: &Pass, index: usize, grant: &Grant, loser: &Name) -> bool {
    let (Some(up), Some(step)) = (pass.up(), pass.steps().get(index)) else { return false };
    let (before, after) = (&step.before, up.after_step(index));
    let roles = after.acts_as(loser);
    let keeps = |table: &Relation| {
        let mut own = table.grants.iter().filter(|(_, grantee)| grantee == loser).map(|(right, _)| right);
        let gives = |right: &Name| after.relation(table.id).is_some_and(|table| table.gives(right, &roles));
        match grant.privileges.as_slice() {
            [] => own.clone().next().is_some() && own.all(gives),
            rights => rights.iter().all(gives),
        }
    };
    let tables: Vec<&Relation> =
        before.granted_relations(grant).into_iter().filter_map(|id| before.relation(id)).collect();
    !tables.is_empty() && tables.into_iter().all(keeps)
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
    let (lose, role) = if first.losers.len() == 1 { ("loses", "that role") } else { ("lose", "those roles") };
    let message = format!(
        "{} {lose} {}{more}: what runs as {role} fails from the commit on",
        list(&first.losers),
        first.what
    );
    let finding = pass.report(first.step.span(), message);
    if let Some(table) = first.table {
        finding.on(first.step, table);
    }
    finding.help(format!(
        "look in pg_stat_activity and in the application's configuration who still connects as {role}"
    ));
    for other in others.iter().take(LABELS_SHOWN) {
        finding.label_here(other.step.span(), "and here");
    }
}

fn is_of_relation(kind: ObjectKind) -> bool {
    use ObjectKind::{ForeignTable, MaterializedView, Sequence, Table, View};
    matches!(kind, Table | View | MaterializedView | ForeignTable | Sequence)
}
