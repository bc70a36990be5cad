//! `INSERT INTO … SELECT * FROM …`: which column gets which, by their order.

use rustc_hash::{FxHashMap, FxHashSet};

use super::column_type::{Coerced, Context, coerce};
use super::prediction::Prediction;
use super::type_change::bare_type_words;
use crate::ast::{Expr, Insert, Name, ObjectName};
use crate::catalog::{Catalog, Column, Relation, RelationKind};
use crate::version::PgVersion;

/// The columns that an INSERT fills from one relation.
pub struct Placement<'a> {
    pub table: &'a Relation,
    pub read: &'a Relation,
    /// Each column that is filled, and the one that its values come from, where they come as they are.
    pub pairs: Vec<(&'a Column, Option<&'a Column>)>,
    /// All columns that could be filled, in their order.
    pub listed: Vec<&'a Column>,
    /// How many values there are for a row.
    given: usize,
    /// Some of the values are those of a `*`.
    pub star: bool,
    /// Both sides are written out, or a value got another name, so that somebody has put them side by side.
    pub written_out: bool,
}

/// The relation that is read, where no other is but the target, of which the condition asks what it has already.
fn the_one_beside<'a>(relations: &'a [ObjectName], target: &ObjectName) -> Option<&'a ObjectName> {
    let is_target = |name: &&ObjectName| name.schema == target.schema && name.name == target.name;
    let mut others = relations.iter().filter(|name| !is_target(name));
    match (others.next(), others.next()) {
        (None, None) => relations.first().filter(|_| relations.len() == 1),
        (other, None) => other,
        _ => None,
    }
}

/// What an INSERT of the rows of one relation puts where, as far as both are known.
pub fn placement<'a>(catalog: &'a Catalog, insert: &Insert) -> Option<Placement<'a>> {
    let source = insert.source.as_ref()?;
    let name = the_one_beside(&source.relations, &insert.table)?;
    let apart = !insert.with.relations.is_empty()
        || !insert.with.changes.is_empty()
        || !source.changes.is_empty()
        || source.constant
        || source.composed
        || source.values_rows > 0;
    let known = |relation: &&Relation| {
        relation.columns_known
            && !relation.columns.is_empty()
            && catalog.is_seen_since(relation.origin.created())
    };
    let read = catalog.resolve(name).filter(|_| !apart).filter(known)?;
    let table = catalog.resolve(&insert.table).filter(known)?;
    let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
    if !stored || !table.rules.is_empty() {
        return None;
    }
    let called =
        source.aliases.iter().find(|(_, aliased)| aliased == name).map_or(&name.name, |(alias, _)| alias);
    let mut values: Vec<Option<&Column>> = Vec::new();
    let (mut star, mut renamed) = (false, false);
    let of_read = by_name(read);
    for output in &source.outputs {
        match &output.expr {
            Expr::Star(Some(of)) if of == called => {
                star = true;
                values.extend(read.columns.iter().map(|column| Some(&**column)));
            }
            Expr::Column(parts) => {
                let (column, of) = parts.split_last()?;
                if !of.is_empty() && of != [called.clone()] {
                    return None;
                }
                renamed |= output.name.as_ref().is_some_and(|name| name != column);
                values.push(Some(of_read.get(column).copied()?));
            }
            Expr::Null
            | Expr::Boolean(_)
            | Expr::Integer(_)
            | Expr::Float(_)
            | Expr::String(_)
            | Expr::Call(_)
            | Expr::Cast { .. }
            | Expr::SqlValue(_)
            | Expr::Coalesce(_)
            | Expr::Operator { .. } => {
                values.push(None);
            }
            _ => return None,
        }
    }
    let listed: Option<Vec<&Column>> = match insert.columns.is_empty() {
        true => Some(table.columns.iter().map(|column| &**column).collect()),
        false => {
            let of_table = by_name(table);
            insert.columns.iter().map(|column| of_table.get(&column.name).copied()).collect()
        }
    };
    let listed = listed?;
    Some(Placement {
        table,
        read,
        given: values.len(),
        pairs: listed.iter().copied().zip(values).collect(),
        listed,
        star,
        written_out: renamed || !star && !insert.columns.is_empty(),
    })
}

fn by_name(relation: &Relation) -> FxHashMap<&Name, &Column> {
    relation.columns.iter().map(|column| (&column.name, &**column)).collect()
}

impl Placement<'_> {
    /// Those that get the values of a column of another name, while theirs go elsewhere.
    pub fn astray(&self) -> Vec<(&Name, &Name)> {
        let places: FxHashMap<&Name, usize> =
            self.listed.iter().enumerate().map(|(at, column)| (&column.name, at)).collect();
        let strays = |from: &Name| match self.pairs.get(*places.get(from)?) {
            Some((_, Some(value))) => Some(value.name != *from),
            Some((_, None)) => Some(false),
            None => Some(self.star),
        };
        let pairs = self.pairs.iter().filter_map(|(column, value)| Some((&column.name, &(*value)?.name)));
        pairs.filter(|(column, from)| column != from && strays(from) == Some(true)).collect()
    }
}

impl Prediction<'_> {
    /// More values than there are columns, such as the type of a column does not take, or one for a generated column.
    pub(super) fn refuse_placement(&mut self, insert: &Insert) {
        let Some(placement) = placement(self.before, insert) else { return };
        if placement.given > placement.listed.len() {
            return self.fail("42601", "INSERT has more expressions than target columns");
        }
        if !insert.columns.is_empty() && placement.given < placement.listed.len() {
            return self.fail("42601", "INSERT has more target columns than expressions");
        }
        let read: FxHashSet<&Name> = placement.read.columns.iter().map(|column| &column.name).collect();
        for (column, value) in &placement.pairs {
            let types = value.and_then(|value| value.data_type.as_ref()).zip(column.data_type.as_ref());
            let Some((from, to)) = types else { continue };
            // A column that the history does not show under this name may have got another type where it got it.
            if placement.star && !read.contains(&column.name) {
                continue;
            }
            let value = Coerced { data_type: from.clone(), rewrites: false };
            if coerce(self.before, value, to, Context::Assignment, true).is_err() {
                let message = format!(
                    "column \"{}\" is of type {} but expression is of type {}",
                    column.name,
                    bare_type_words(to),
                    bare_type_words(from)
                );
                return self.fail("42804", message);
            }
        }
        if let Some((column, _)) = placement.pairs.iter().find(|(column, _)| column.generated.is_some()) {
            match self.version >= PgVersion::V14 {
                true => self.fail(
                    "428C9",
                    format!("cannot insert a non-DEFAULT value into column \"{}\"", column.name),
                ),
                false => self.fail("42601", format!("cannot insert into column \"{}\"", column.name)),
            }
        }
    }
}
