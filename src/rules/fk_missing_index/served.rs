//! The indexes that a look-up by the columns of a foreign key can use.

use crate::ast::{Expr, IndexKey, Name};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Index, Relation};
use crate::rule::Pass;

/// Whether it is known that no index serves a look-up by the columns of a foreign key.
pub(super) fn unindexed(end: &Catalog, table: &Relation, constraint: &Constraint) -> bool {
    let columns = constraint.columns();
    // The indexes of a table that the history did not make are not all known, except on columns that it added.
    let known = table.origin.created().is_some()
        || columns
            .iter()
            .any(|name| table.column(name).is_some_and(|column| column.origin.created().is_some()));
    let pointing = Pointing::of(end, constraint);
    let mut indexes = end.indexes_of(table).filter_map(|index| index.index.as_deref());
    let served = indexes.any(|index| {
        serves(index, &columns)
            || pointing.narrowed_by(index, &columns)
            || leads_to_one_row(end, constraint, index, &columns)
    });
    known && !served && !columns.is_empty() && !excludes_equal(table, &columns)
}

/// Whether an exclusion constraint looks for equal values first, so that its index finds them.
fn excludes_equal(table: &Relation, columns: &[Name]) -> bool {
    table.constraints.iter().any(|constraint| match &constraint.kind {
        ConstraintDef::Exclusion { definition, .. } => {
            let first = definition.elements.first().filter(|(_, operator)| operator == "=");
            let is_whole = definition.predicate.is_none();
            let key = first.filter(|_| is_whole).map(|(element, _)| &element.key);
            matches!((key, columns), (Some(IndexKey::Column(first)), [only]) if first == only)
        }
        _ => false,
    })
}

/// The columns of a foreign key by what they point at.
#[derive(Default)]
pub(super) struct Pointing {
    /// What tells the referenced rows apart: many of them may share what is a foreign key itself.
    pub(super) telling: Vec<Name>,
    /// What tells them apart by itself.
    pub(super) single: Vec<Name>,
}

impl Pointing {
    pub(super) fn of(catalog: &Catalog, constraint: &Constraint) -> Self {
        let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &constraint.kind
        else {
            return Self::default();
        };
        let Some(referenced) = catalog.relation(*references) else { return Self::default() };
        let shared = |column: &Name| referenced.foreign_keys().any(|key| key.columns().contains(column));
        let unique = |column: &Name| catalog.first_unique(referenced, std::slice::from_ref(column)).is_some();
        let those = |holds: &dyn Fn(&Name) -> bool| {
            let pairs = columns.iter().zip(referenced_columns).filter(|(_, other)| holds(other));
            pairs.map(|(column, _)| column.clone()).collect()
        };
        Self { telling: those(&|column| !shared(column)), single: those(&unique) }
    }

    /// Whether an index begins with a column that leaves few rows, and has the others in it where those leave fewer.
    fn narrowed_by(&self, index: &Index, columns: &[Name]) -> bool {
        let keys = index.leading_columns();
        let all = columns.iter().all(|column| keys.contains(&column));
        let narrows = |first: &Name| match self.telling.as_slice() {
            [only] => first == only,
            several => all && several.contains(first),
        };
        keys.first().is_some_and(|first| self.single.contains(first) || narrows(first)) && is_searched(index)
    }
}

/// Whether the index begins with columns that point at a key of the referenced table by themselves: every row that they
/// find points at the one row that is deleted.
fn leads_to_one_row(catalog: &Catalog, constraint: &Constraint, index: &Index, columns: &[Name]) -> bool {
    let ConstraintDef::ForeignKey { references, referenced_columns, .. } = &constraint.kind else {
        return false;
    };
    let Some(referenced) = catalog.relation(*references).filter(|_| is_searched(index)) else { return false };
    let target = |key: &&Name| {
        columns.iter().position(|column| column == *key).and_then(|at| referenced_columns.get(at))
    };
    let pointed_at: Vec<Name> = index.leading_columns().iter().map_while(target).cloned().collect();
    catalog.indexes_of(referenced).filter_map(|index| index.index.as_deref()).any(|index| {
        let keys = index.key_columns();
        let whole = index.unique && index.predicate.is_none() && !keys.is_empty();
        whole && keys.iter().all(|key| pointed_at.contains(key))
    })
}

/// Whether a look-up of all these columns by equality can use the index.
pub(super) fn serves(index: &Index, columns: &[Name]) -> bool {
    let keys: Vec<&Name> = index
        .elements
        .iter()
        .map_while(|element| match &element.key {
            IndexKey::Column(column) => Some(column),
            IndexKey::Expression(_) => None,
        })
        .collect();
    let leads = keys.len() >= columns.len() && keys[..columns.len()].iter().all(|key| columns.contains(key));
    // A unique index on some of the columns finds the one row there can be.
    let finds_one =
        index.unique && keys.len() == index.elements.len() && keys.iter().all(|key| columns.contains(key));
    let searchable = matches!(index.method.as_str(), "btree" | "hash");
    let covers = index.predicate.as_ref().is_none_or(|predicate| asks_not_null(predicate, columns));
    index.valid && searchable && covers && (leads || finds_one)
}

/// An index that is there and would do, if it did not leave rows out.
pub(super) fn partial(pass: &Pass, table: &Relation, columns: &[Name]) -> Option<String> {
    let end = &pass.history.end;
    let lasting = end.relation(table.id)?;
    let found = end.indexes_of(lasting).find(|relation| {
        relation.index.as_deref().is_some_and(|index| {
            index.predicate.is_some() && serves(&Index { predicate: None, ..index.clone() }, columns)
        })
    })?;
    Some(format!(
        "`{}` begins so, but its WHERE clause leaves rows out: the foreign key looks at all of them, and cannot use it",
        found.name
    ))
}

/// `WHERE c IS NOT NULL`: a look-up of a value of `c` implies it.
fn asks_not_null(predicate: &Expr, columns: &[Name]) -> bool {
    match predicate {
        Expr::IsNull { expr, negated: true } => {
            matches!(&**expr, Expr::Column(parts) if parts.last().is_some_and(|last| columns.contains(last)))
        }
        Expr::And(parts) => parts.iter().all(|part| asks_not_null(part, columns)),
        _ => false,
    }
}

/// Whether a look-up by equality of what it begins with finds every row in it.
pub(super) fn is_searched(index: &Index) -> bool {
    index.predicate.is_none() && index.valid && index.method == "btree"
}
