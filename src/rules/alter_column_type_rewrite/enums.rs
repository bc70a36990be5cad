//! An enum in the place of another: one that has all of its values and more, or one that lacks some.

use super::TypeChange;
use crate::ast::{Expr, Name, TypeName};
use crate::catalog::{Catalog, EnumValue, QualifiedName, TypeDef, TypeDefKind};
use crate::rule::{Pass, literal};

/// The type that running code knows gets the values that the new one has besides, where nothing else tells them apart.
pub(super) fn only_adds(pass: &Pass, change: &TypeChange) -> Option<String> {
    let step = change.altering.step;
    let Labels { old, new, known, wanted } = Labels::of(change)?;
    let name = taken_over(pass, old, new)?;
    let added: Vec<&Name> = wanted.iter().filter(|value| !known.contains(value)).copied().collect();
    let kept = wanted.iter().filter(|value| known.contains(value));
    if added.is_empty() || !kept.eq(known.iter()) {
        return None;
    }
    let mut lines = String::new();
    for (at, value) in wanted.iter().enumerate().filter(|(_, value)| !known.contains(value)) {
        let is_last = wanted.iter().skip(at).all(|later| !known.contains(later));
        let place = match (at.checked_sub(1).and_then(|before| wanted.get(before)), known.first()) {
            _ if is_last => String::new(),
            (Some(before), _) => format!(" AFTER {}", literal(before)),
            (None, Some(first)) => format!(" BEFORE {}", literal(first)),
            (None, None) => String::new(),
        };
        lines += &format!("\nALTER TYPE {name} ADD VALUE {}{place};", literal(value));
    }
    let (it, values) = if added.len() == 1 { ("it", "value") } else { ("them", "values") };
    let committed = match step.in_transaction() {
        true => format!("\n-- nothing can use the new {values} before this migration is committed"),
        false => String::new(),
    };
    Some(format!(
        "the new `{}` is the old one and {}: add {it} to the type that is there, in the place of the new type, of this change and \
         of the drop; no table is locked:{lines}{committed}",
        name.name,
        listed(&added)
    ))
}

/// The values of the old enum that the new one lacks, where each value is taken over under its own name.
pub(super) fn lost<'a>(change: &TypeChange<'a>) -> Vec<&'a Name> {
    let Some(Labels { known, wanted, .. }) = Labels::of(change) else { return Vec::new() };
    known.into_iter().filter(|value| !wanted.contains(value)).collect()
}

/// The statement as it stands does not get past a row with such a value.
pub(super) fn note(change: &TypeChange) -> Option<String> {
    let lost = lost(change);
    let has = if lost.len() == 1 { "it" } else { "one of them" };
    (!lost.is_empty()).then(|| {
        format!("a row with {} makes it fail: `{}` does not have {has}", any_of(&lost), change.new.name)
    })
}

/// What the values become of a column whose old ones are not all there: the writer has to say it.
pub(super) fn mapped(column: &str, lost: &[&Name], new: &str) -> String {
    let cases: Vec<String> = lost.iter().map(|value| format!("WHEN {} THEN '…'", literal(value))).collect();
    format!("(CASE {column}::text {} ELSE {column}::text END)::{new}", cases.join(" "))
}

/// What the help says of them first.
pub(super) fn say_what_becomes_of(lost: &[&Name]) -> String {
    match lost {
        [] => String::new(),
        [one] => format!(
            "-- put the value that takes the place of {} where '…' stands: until then rows with it cannot be written\n",
            literal(one)
        ),
        several => format!(
            "-- put the values that take the places of {} where '…' stands: until then rows with them cannot be written\n",
            listed(several)
        ),
    }
}

/// Two enums of which one takes the other's place, value by value.
struct Labels<'a> {
    old: &'a TypeDef,
    new: &'a TypeDef,
    known: Vec<&'a Name>,
    wanted: Vec<&'a Name>,
}

impl<'a> Labels<'a> {
    fn of(change: &TypeChange<'a>) -> Option<Self> {
        let catalog = &change.altering.step.before;
        let before = change.old.filter(|old| old.array == 0 && change.new.array == 0)?;
        let (old, known) = labels(catalog, before)?;
        let (new, wanted) = labels(catalog, change.new)?;
        let by_name = is_cast_through_text(&change.using?.expr, &change.column.name);
        (by_name && old.name != new.name).then_some(Self { old, new, known, wanted })
    }
}

fn labels<'a>(catalog: &'a Catalog, of: &TypeName) -> Option<(&'a TypeDef, Vec<&'a Name>)> {
    let found = catalog.type_def(&of.object_name())?;
    let TypeDefKind::Enum { values } = &found.kind else { return None };
    Some((found, values.iter().map(|EnumValue { value, .. }| value).collect()))
}

/// The name that the old type had before the migration, if the new one has it in the end.
fn taken_over(pass: &Pass, old: &TypeDef, new: &TypeDef) -> Option<QualifiedName> {
    let up = pass.up()?;
    let was = up.before.types().find(|known| known.origin == old.origin && is_enum_like(known, old))?;
    let now = up.after.type_named(&was.name)?;
    (pass.is_new(new.origin) && now.origin == new.origin).then(|| was.name.clone())
}

/// Several types may be as old as the history: what they hold tells them apart.
fn is_enum_like(one: &TypeDef, other: &TypeDef) -> bool {
    let values = |of: &TypeDef| match &of.kind {
        TypeDefKind::Enum { values } => {
            Some(values.iter().map(|known| known.value.clone()).collect::<Vec<_>>())
        }
        _ => None,
    };
    one.origin.created().is_some() && values(one).is_some_and(|known| values(other) == Some(known))
}

/// `c::text::new`: each value goes over under its own name.
fn is_cast_through_text(expr: &Expr, column: &str) -> bool {
    match expr {
        Expr::Cast { expr, .. } => is_cast_through_text(expr, column),
        Expr::Column(parts) => parts.last().is_some_and(|last| last == column),
        _ => false,
    }
}

fn listed(values: &[&Name]) -> String {
    in_words(values, "and")
}

fn any_of(values: &[&Name]) -> String {
    in_words(values, "or")
}

fn in_words(values: &[&Name], word: &str) -> String {
    let shown: Vec<String> = values.iter().map(|value| literal(value)).collect();
    match shown.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} {word} {last}", first.join(", ")),
        _ => shown.concat(),
    }
}
