//! A column's new type that makes the server write the table anew, build its indexes again, or check its rows again.

use crate::ast::{AlterActionKind, Expr, ExprAt, Ident, Name, TypeName};
use crate::catalog::{ConstraintDef, Relation};
use crate::diagnostic::Severity;
use crate::effects::{LockReason, Unknown, WorkKind};
use crate::migration::Step;
use crate::rule::{Altering, Pass, Rule, list};

mod enums;
mod indexes_apart;
mod narrowing;
mod remedy;
mod replaced;
mod session_zone;

pub(super) static RULE: Rule =
    Rule::new("alter-column-type-rewrite", include_str!("../../rules/alter-column-type-rewrite.md"), check);

/// One column that gets another type.
struct TypeChange<'a> {
    altering: &'a Altering<'a>,
    column: &'a Ident,
    new: &'a TypeName,
    collation: Option<&'a Name>,
    using: Option<&'a ExprAt>,
    /// `None` where the history does not tell.
    old: Option<&'a TypeName>,
    cost: Cost,
}

/// What the change costs, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cost {
    /// Nothing if the column's type is what is likely, and a rewrite if it is not.
    Unknown,
    /// Nothing if the session's TimeZone is UTC, and a rewrite if it is not.
    TimeZone,
    Scan,
    IndexBuild,
    Rewrite,
}

/// A statement has one finding, also where it changes several columns: the table is written once.
fn check(pass: &mut Pass) {
    let changes: Vec<TypeChange> = pass.altering().iter().filter_map(TypeChange::of).collect();
    for together in changes.chunk_by(|one, other| std::ptr::eq(one.altering.step, other.altering.step)) {
        if let Some(gravest) = together.iter().map(|change| change.cost).max() {
            let grave: Vec<&TypeChange> = together.iter().filter(|change| change.cost == gravest).collect();
            report(pass, &grave);
        }
    }
}

/// Whether there is a finding on an action.
pub(super) fn tells_of(altering: &Altering) -> bool {
    TypeChange::of(altering).is_some()
}

impl<'a> TypeChange<'a> {
    fn of(altering: &'a Altering<'a>) -> Option<Self> {
        let AlterActionKind::AlterColumnType { column, data_type, collation, using } = &altering.action.kind
        else {
            return None;
        };
        let unknown = Unknown::ColumnType(altering.table.id, column.name.clone());
        let likely = using.is_none() && has_free_sources(data_type);
        let old = altering.table.column(&column.name).and_then(|known| known.data_type.as_ref());
        let cost = if altering.step.effects.unknowns.contains(&unknown) && likely {
            Cost::Unknown
        } else if altering.rewrites() {
            Cost::Rewrite
        } else if altering.builds_index() {
            Cost::IndexBuild
        } else if altering.scans() {
            Cost::Scan
        } else if depends_on_time_zone(altering.step, old, data_type) {
            Cost::TimeZone
        } else {
            return None;
        };
        let collation = collation.as_ref();
        Some(TypeChange { column, new: data_type, collation, using: using.as_ref(), old, cost, altering })
    }

    /// What USING makes of the column's own values, where it does not look at them.
    fn replaces_values(&self) -> Option<String> {
        let using = &self.using?.expr;
        let mut columns = Vec::new();
        using.walk(&mut |expr| {
            if let Expr::Column(parts) = expr {
                columns.extend(parts.last());
            }
        });
        let own = &self.column.name;
        let lost = !columns.contains(&own) && self.altering.table.column(own).is_some();
        lost.then(|| match columns.first() {
            Some(other) => {
                format!("the values of `{}` are lost: USING takes those of `{other}`", self.column)
            }
            None => format!("the values of `{}` are lost: USING does not look at them", self.column),
        })
    }

    fn in_words(&self) -> String {
        if let (true, Some(collation)) = (self.old == Some(self.new), self.collation) {
            return format!("`{}` gets the collation {}", self.column.name, crate::ast::quoted(collation));
        }
        match self.old {
            Some(old) => format!("`{}` changes from {old} to {}", self.column.name, self.new),
            None => format!("`{}` changes to {}", self.column.name, self.new),
        }
    }
}

fn report(pass: &mut Pass, changes: &[&TypeChange]) {
    let Some(first) = changes.first() else { return };
    let Altering { step, table, mode, action, .. } = &first.altering;
    let meanwhile = match first.cost {
        Cost::Rewrite | Cost::Unknown | Cost::TimeZone => {
            "the table and its indexes are rewritten".to_owned()
        }
        Cost::IndexBuild => format!("{} built again", indexes(step, table)),
        Cost::Scan => "every row is checked again".to_owned(),
    };
    let may = matches!(first.cost, Cost::Unknown | Cost::TimeZone);
    let blocks = if may { "may block" } else { "blocks" };
    let words: Vec<String> = changes.iter().map(|change| change.in_words()).collect();
    let message =
        format!("{blocks} {} to `{}` while {meanwhile}: {}", mode.who_waits(), table.name, words.join(", "));
    let mut help = remedy::of(pass, first);
    let alike = |other: &&TypeChange| enums::only_adds(pass, other).as_ref() == Some(&help);
    if changes.len() > 1 && !changes.iter().copied().all(|other| alike(&other)) {
        let others = list(changes.iter().skip(1).map(|change| &change.column.name));
        help += &format!("\n-- and likewise for {}", others.replace('`', ""));
    }
    let narrower = changes
        .iter()
        .filter(|change| change.using.is_none())
        .filter_map(|change| narrowing::note(&change.column.name, change.old?, change.new));
    let lost = changes.iter().filter_map(|change| enums::note(change));
    let also: Vec<String> = narrower.chain(lost).chain(notes(pass, first)).collect();
    let fix = if changes.len() == 1 { remedy::fix(pass, first) } else { None };
    let finding = pass.report(action.span, message).on(step, table.id).help(help).fix_with(fix);
    if may {
        finding.severity(Severity::Warning);
    }
    if depends_on_time_zone(step, first.old, first.new) {
        finding
            .note("unless the session's TimeZone is UTC, every value is converted and the table rewritten");
    }
    if first.cost == Cost::Unknown {
        finding.note(
            "the history does not show the column's present type; from some types this change is free, from most it is not",
        );
    }
    if let Some(held) = &first.altering.held {
        finding.note(held.note());
    }
    finding.notes.extend(also);
}

/// What else the statement does: foreign keys join it to other tables, and checks are evaluated again.
fn notes(pass: &Pass, change: &TypeChange) -> Vec<String> {
    let Altering { step, table, .. } = &change.altering;
    let mut notes = Vec::new();
    let joined = step.effects.locks.iter().filter(|lock| {
        lock.mode.blocks_reads() && matches!(lock.reason, LockReason::Referenced | LockReason::Referencing)
    });
    let joined: Vec<_> =
        joined.filter_map(|lock| Some((&step.before.relation(lock.relation)?.name, lock.mode))).collect();
    if let Some((_, mode)) = joined.first() {
        let names = list(joined.iter().map(|(name, _)| name));
        let waits = mode.who_waits();
        notes.push(match joined.len() {
            1 => format!(
                "a foreign key joins it to {names}, which is locked in {mode} too: {waits} to it waits as long"
            ),
            count => format!(
                "foreign keys join it to {count} tables, {names}, which are locked in {mode} too: {waits} to any of them waits as long"
            ),
        });
    }
    notes.extend(change.replaces_values());
    let built: Vec<_> = step
        .before
        .indexes_of(table)
        .filter(|index| change.cost == Cost::Rewrite && pass.is_new(index.origin))
        .map(|index| &index.name)
        .collect();
    if !built.is_empty() {
        notes
            .push(format!("{} was built above, and is built again here: change the type first", list(built)));
    }
    notes.extend(rewritten_before(pass, change));
    let checks: Vec<_> = table
        .constraints
        .iter()
        .filter(|constraint| match &constraint.kind {
            ConstraintDef::Check { expr, .. } => {
                constraint.validated && expr.mentions_column(&change.column.name)
            }
            _ => false,
        })
        .map(|constraint| constraint.name.clone())
        .collect();
    if !checks.is_empty() && change.cost != Cost::Rewrite {
        notes.push(format!("every row is read for {}, which mentions the column", list(checks)));
    }
    let lost = pass.statistics_lost().into_iter().find(|lost| std::ptr::eq(lost.altering.step, *step));
    if let Some(lost) = lost {
        notes.push(format!(
            "the statistics of {} go with the old type, and autovacuum gathers new ones only once enough rows have changed: {} after it",
            list(&lost.columns),
            lost.remedy().trim_end_matches(';')
        ));
    }
    notes
}

/// An earlier statement that rewrites the table for another column, with nothing between that changes its rows.
fn rewritten_before(pass: &Pass, change: &TypeChange) -> Option<String> {
    let (step, table) = (change.altering.step, change.altering.table);
    let at = pass.steps().iter().position(|other| std::ptr::eq(other, step))?;
    let apart = pass.steps().iter().take(at).rev().take_while(|other| {
        let writes = other.effects.work_on(table.id).any(|work| matches!(work.kind, WorkKind::Write { .. }));
        !writes && other.within == step.within
    });
    let is_before = |altering: &&Altering| {
        altering.table.id == table.id
            && TypeChange::of(altering).is_some_and(|other| other.cost == Cost::Rewrite)
    };
    let before: Vec<&Altering> = pass.altering().iter().filter(is_before).collect();
    let found = apart
        .into_iter()
        .find_map(|other| before.iter().find(|altering| std::ptr::eq(altering.step, other)))?;
    let told = |change: &TypeChange| change.cost == Cost::Rewrite && enums::only_adds(pass, change).is_none();
    let other = TypeChange::of(found).filter(|other| told(change) && told(other))?;
    (other.column.name != change.column.name).then(|| {
        format!(
            "the table is rewritten for `{}` above as well: one ALTER TABLE that changes both types writes it once",
            other.column.name
        )
    })
}

/// The indexes that are built again, as the subject of a sentence.
fn indexes(step: &Step, table: &Relation) -> String {
    let below = step.before.descendants(table.id);
    let concerned = |id| id == table.id || below.iter().any(|child| child.id == id);
    let built: Vec<_> = step
        .effects
        .work
        .iter()
        .filter_map(|work| match &work.kind {
            WorkKind::IndexBuild { index } if concerned(work.relation) => Some(index),
            _ => None,
        })
        .collect();
    match built.len() {
        1 => format!("the index {} is", list(built)),
        _ => format!("the indexes {} are", list(built)),
    }
}

/// Whether the change is free with one TimeZone and not with another, and nothing says which one the session has.
fn depends_on_time_zone(step: &Step, old: Option<&TypeName>, new: &TypeName) -> bool {
    let pair = old.map(|old| (old.name.as_str(), new.name.as_str()));
    let converts = matches!(pair, Some(("timestamp", "timestamptz") | ("timestamptz", "timestamp")));
    let rewrites = step.effects.work.iter().any(|work| work.kind == WorkKind::Rewrite);
    converts && !rewrites && step.before.session.setting("timezone").is_none()
}

/// Whether some type that a column is likely to have becomes this one without a rewrite.
fn has_free_sources(new: &TypeName) -> bool {
    let free = [
        "text",
        "varchar",
        "numeric",
        "timestamp",
        "timestamptz",
        "time",
        "timetz",
        "interval",
        "inet",
        "varbit",
        "citext",
    ];
    new.array == 0 && free.contains(&new.name.as_str())
}
