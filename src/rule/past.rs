//! What earlier statements of the history did: how long ago, and what became of columns that are about to be lost.

use crate::ast::{Name, ObjectKind, ObjectName, Statement};
use crate::catalog::{Catalog, Origin, QualifiedName, Relation, RelationId, TransactionKind};
use crate::diagnostic::Label;
use crate::effects::InTransaction;
use crate::migration::{Migration, Step, StepPlace, TransactionUnit};
use crate::rule::kept::takes_no_row;
use crate::rule::{Pass, list};
use crate::source::{SourceFile, Span};

impl<'a> Pass<'a> {
    /// Every statement that runs before a step of the deployed script, the latest first, each with the place of its
    /// migration in the history.
    pub fn earlier_steps(&self, index: usize) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        let here = self.index;
        let own = self.steps()[..index].iter().rev().map(move |step| (here, step));
        let before = self.history.migrations[..here].iter().enumerate().rev();
        own.chain(before.flat_map(|(at, migration)| {
            let steps = migration.up.as_ref().map_or(&[][..], |up| &up.steps);
            steps.iter().rev().map(move |step| (at, step))
        }))
    }

    /// Those of them that can put rows of a relation elsewhere.
    pub(super) fn earlier_copies(
        &self,
        index: usize,
        relation: RelationId,
    ) -> impl Iterator<Item = (usize, &'a Step)> {
        let copies = self.earlier_of(self.history.copies(relation), index);
        copies.filter(move |(at, step)| {
            !takes_no_row(step) && (*at != self.index || !self.is_thrown_away(step))
        })
    }

    /// Those of them that make or change roles, grant or revoke.
    pub fn earlier_about_rights(&self, index: usize) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        self.earlier_of(self.history.about_rights(), index)
    }

    /// The statements of the deployed script after a step that make or change roles, grant or revoke.
    pub fn later_about_rights(&self, index: usize) -> impl Iterator<Item = &'a Step> + use<'a> {
        let (here, steps) = (self.index, self.steps());
        let places = self.history.about_rights();
        let later = places.partition_point(|place| *place <= StepPlace { migration: here, step: index });
        let own = places[later..].iter().take_while(move |place| place.migration == here);
        own.filter_map(move |place| steps.get(place.step))
    }

    fn earlier_of(
        &self,
        places: &'a [StepPlace],
        index: usize,
    ) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        let history = self.history;
        let here = StepPlace { migration: self.index, step: index };
        let earlier = &places[..places.partition_point(|place| *place < here)];
        earlier.iter().rev().filter_map(move |place| {
            let script = history.migrations[place.migration].up.as_ref()?;
            Some((place.migration, &script.steps[place.step]))
        })
    }

    /// The statements of the deployed script after a step.
    pub fn later_steps(&self, index: usize) -> &'a [Step] {
        self.steps().get(index + 1..).unwrap_or_default()
    }

    /// Every statement that runs after a step of the deployed script, each with the place of its migration in the
    /// history.
    pub fn following_steps(&self, index: usize) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        let here = self.index;
        let own = self.later_steps(index).iter().map(move |step| (here, step));
        let after = self.history.migrations.iter().enumerate().skip(here + 1);
        own.chain(after.flat_map(|(at, migration)| {
            let steps = migration.up.as_ref().map_or(&[][..], |up| &up.steps);
            steps.iter().map(move |step| (at, step))
        }))
    }

    /// How many days of `retention` are still missing since an earlier migration. Where the versions carry no dates,
    /// it is enough that the migration is an earlier one.
    pub fn days_missing(&self, since: usize, retention: i64) -> Option<i64> {
        if since == self.index {
            return (retention > 0).then_some(retention);
        }
        let missing = retention - self.days_since(since)?;
        (missing > 0).then_some(missing)
    }

    /// How many days lie between an earlier migration and this one, where the versions carry dates.
    pub fn days_since(&self, earlier: usize) -> Option<i64> {
        Some(day_of(self.migration)? - day_of(self.history.migrations.get(earlier)?)?)
    }

    /// Whether the history went on for more than `days` after this migration, so that what it left to a later one is
    /// overdue. Where the versions carry no dates, five later migrations stand for that.
    pub fn is_overdue(&self, days: i64) -> bool {
        let later = self.history.migrations.get(self.index + 1..).unwrap_or_default();
        let newest = later.iter().rev().find_map(day_of);
        match day_of(self.migration).zip(newest) {
            Some((then, now)) => now - then > days,
            None => later.len() >= 5,
        }
    }

    /// Whether the history gives the role rights on tables or sequences to come.
    pub fn gets_by_default(&self, kind: ObjectKind, role: &Name) -> bool {
        let roles = self.history.end.acts_as(role);
        let scripts = self.history.migrations.iter().filter_map(|migration| migration.up.as_ref());
        scripts.flat_map(|script| &script.steps).any(|step| match &step.statement.kind {
            Statement::AlterDefaultPrivileges(grant) => {
                let given = grant.kind == kind && grant.grant;
                given && grant.grantees.iter().any(|grantee| roles.contains(&grantee))
            }
            _ => false,
        })
    }

    /// A label at the first line of the statement that made something.
    pub fn label_created(&self, origin: Origin, text: impl Into<String>) -> Option<Label> {
        let place = origin.created()?;
        let mut label = self.label_at(place, text)?;
        label.span = first_line(&label.source, label.span);
        Some(label)
    }

    /// The functions that are there after the deployed script and whose body says all of these words.
    pub fn functions_left_with(&self, words: &[&str]) -> Vec<QualifiedName> {
        self.up().map(|up| super::dependents::functions_that_mention(&up.after, words)).unwrap_or_default()
    }

    /// A note on functions whose body says the words of what goes. They may mean something else by them.
    pub fn note_of_functions(
        &self,
        functions: &[QualifiedName],
        words: &[&str],
        what: &str,
    ) -> Option<String> {
        if functions.is_empty() {
            return None;
        }
        let also = self.up().map_or(String::new(), |up| super::dependents::fail_with(&up.after, functions));
        let (of, said) = (list(functions), list(words.iter().copied()));
        Some(format!("the body of {of} still says {said}: a call fails where it means this {what}{also}"))
    }

    /// Whether the deployed script gives a table another name after a step, and makes a new one of its old name.
    pub fn is_set_aside(&self, index: usize, table: &Relation) -> bool {
        let end = self.up().and_then(|up| up.after.relation(table.id));
        end.is_none_or(|end| end.name != table.name) && self.creates_later(index, &table.name)
    }

    /// Whether code that the history does not show runs after a step of the deployed script, or around it: it may make
    /// anew what the step drops.
    pub fn may_make_anew(&self, step: &Step) -> bool {
        let unseen = self.up().and_then(|up| Some((up.id, up.after.unseen()?)));
        unseen.is_some_and(|(script, unseen)| unseen.script == script && unseen.span.end >= step.span().start)
    }

    /// Whether the deployed script makes a relation of this name after a step.
    pub fn creates_later(&self, index: usize, name: &QualifiedName) -> bool {
        self.later_steps(index).iter().any(|step| {
            let made = match &step.statement.kind {
                Statement::CreateTable(create) => &create.name,
                Statement::CreateTableAs(create) => &create.name,
                Statement::CreateView(create) => &create.name,
                _ => return false,
            };
            step.before.qualify(made) == *name
        })
    }

    /// Whether the deployed script makes a table of this name after a step and fills it from a query: a copy of other
    /// rows that is made anew, as a cache is.
    pub fn filled_anew(&self, index: usize, name: &QualifiedName) -> bool {
        self.later_steps(index).iter().any(|step| match &step.statement.kind {
            Statement::CreateTableAs(create) => {
                create.with_data && step.before.qualify(&create.name) == *name
            }
            _ => false,
        })
    }

    /// Whether the deployed script fills a table from a query after a step that empties it.
    pub fn refilled(&self, index: usize, table: RelationId) -> bool {
        self.later_steps(index).iter().any(|step| match &step.statement.kind {
            Statement::Insert(insert) => {
                let from_rows = insert.source.as_ref().is_some_and(|source| !source.relations.is_empty());
                from_rows && step.before.resolve_id(&insert.table) == Some(table)
            }
            _ => false,
        })
    }

    /// Whether nothing says how the script is run, so that all of it may be one transaction, as most programs have it: no
    /// tool is known, it says no BEGIN, and no statement refuses a transaction.
    pub fn may_be_one_transaction(&self) -> bool {
        let Some(script) = self.up().filter(|script| script.unit == TransactionUnit::Script) else {
            return false;
        };
        let open = |step: &Step| {
            let transaction = step.before.session.transaction.as_ref();
            transaction.is_none_or(|transaction| transaction.kind == TransactionKind::Single)
                && step.effects.transaction == InTransaction::Allowed
        };
        !self.tool().is_known() && script.steps.iter().all(open)
    }

    /// Whether a later statement of the deployed script drops the table for good, of which another rule speaks.
    pub fn goes_later(&self, index: usize, table: RelationId) -> bool {
        let Some(up) = self.up() else { return false };
        (index + 1..).zip(self.later_steps(index)).any(|(at, step)| match &step.statement.kind {
            Statement::Drop(drop) => {
                !step.may_be_left_out()
                    && !up.is_taken_back(at)
                    && drop.wholes().any(|name| step.before.resolve_id(name) == Some(table))
            }
            _ => false,
        })
    }
}

/// The span up to the end of its first line.
pub fn first_line(source: &SourceFile, span: Span) -> Span {
    let line = source.slice(span).split(['\n', '\r']).next().unwrap_or_default();
    Span::new(span.start as usize, span.start as usize + line.trim_end().len())
}

/// Whether a name fits one of the patterns, in which `*` stands for any text.
pub fn fits_any(name: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| fits(name, pattern))
}

fn fits(name: &str, pattern: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(mut name) = name.strip_prefix(head) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let tail = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match name.find(piece) {
            Some(at) => name = &name[at + piece.len()..],
            None => return false,
        }
    }
    name.ends_with(tail)
}

pub(super) fn names(relations: &[ObjectName], catalog: &Catalog, id: RelationId) -> bool {
    relations.iter().any(|name| catalog.resolve_id(name) == Some(id))
}

/// The day that a migration's version or name is dated, counted from 1970.
fn day_of(migration: &Migration) -> Option<i64> {
    day_in(&migration.version).or_else(|| day_in(&migration.name))
}

/// The day at the head of a text: `20240131120000`, also with a number of three or six digits behind it, `2024-01-31-…`,
/// `2024_01_31`, or seconds or milliseconds since 1970.
pub fn day_in(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let head: &str = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let number = |from: usize, to: usize| head.get(from..to).and_then(|digits| digits.parse::<i64>().ok());
    match head.len() {
        8 | 12 | 14 | 17 | 20 => day_number(number(0, 4)?, number(4, 6)?, number(6, 8)?),
        10 => plausible(number(0, 10)? / 86_400),
        13 => plausible(number(0, 13)? / 86_400_000),
        4 => {
            let mut parts = text.split(['-', '_', '.', '/']);
            let mut part = |length: usize| {
                let digits = parts.next()?.get(..length)?;
                digits.parse::<i64>().ok()
            };
            day_number(part(4)?, part(2)?, part(2)?)
        }
        _ => None,
    }
}

fn plausible(day: i64) -> Option<i64> {
    (day_number(1996, 1, 1)?..day_number(2100, 1, 1)?).contains(&day).then_some(day)
}

/// The day number of a date of the Gregorian calendar, with March as the year's first month so that the leap day is
/// its last.
pub fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1970..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 719_469)
}

/// Whether a comment on an object marks it as going away.
pub fn marks_deprecated(text: &Name) -> bool {
    let text = text.to_lowercase();
    ["deprecat", "to be dropped", "to be removed", "unused since", "no longer used", "archived"]
        .iter()
        .any(|word| text.contains(word))
}
