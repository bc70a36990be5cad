//! What the server refuses of a partition: a bound of the wrong kind, an empty one, one that is taken already, and a
//! unique key that does not hold the partition key.

use std::cmp::Ordering;

use super::literal::{self, Literal, literal};
use super::partition::{is_maximum, is_minimum};
use super::prediction::Prediction;
use crate::ast::{
    ConstraintKind, CreateIndex, CreateTable, Expr, Ident, IndexKey, KeyConstraint, Name, ObjectName,
    PartitionBound, PartitionElement, PartitionKey, PartitionStrategy, TableConstraint,
};
use crate::catalog::Relation;

impl<'a> Prediction<'a> {
    /// What transformPartitionBound and check_new_partition_bound in the server find wrong.
    pub(super) fn refuse_bound(
        &mut self,
        parent: &'a Relation,
        partition: &ObjectName,
        bound: &PartitionBound,
    ) {
        let Some(key) = parent.partition_key.as_deref() else { return };
        let name = &partition.name;
        match (key.strategy, bound) {
            (PartitionStrategy::Hash, PartitionBound::Default) => {
                self.fail("42P16", "a hash-partitioned table may not have a default partition");
            }
            (PartitionStrategy::Hash, PartitionBound::Hash { modulus, remainder })
                if remainder >= modulus =>
            {
                self.fail("42P16", "remainder for hash partition must be less than modulus");
            }
            (PartitionStrategy::Range, PartitionBound::Range { from, to }) => {
                let count = key.elements.len();
                if let Some((edge, _)) = [("FROM", from), ("TO", to)].iter().find(|(_, e)| e.len() != count) {
                    let message = format!("{edge} must specify exactly one value per partitioning column");
                    self.fail("42P16", message);
                } else if order(parent, key, from, to).is_some_and(|order| order != Ordering::Less) {
                    self.fail("42P17", format!("empty range bound specified for partition \"{name}\""));
                }
            }
            (_, PartitionBound::Default)
            | (PartitionStrategy::List, PartitionBound::List(_))
            | (PartitionStrategy::Hash, PartitionBound::Hash { .. }) => {}
            (strategy, _) => {
                let kind = match strategy {
                    PartitionStrategy::Range => "range",
                    PartitionStrategy::List => "list",
                    PartitionStrategy::Hash => "hash",
                };
                self.fail("42P16", format!("invalid bound specification for a {kind} partition"));
            }
        }
        for sibling in parent.children.iter().filter_map(|child| self.relation(*child)) {
            let Some(taken) = sibling.partition_bound.as_deref() else { continue };
            match clash(parent, key, bound, taken) {
                Some(Clash::Default) => {
                    let message = format!(
                        "partition \"{name}\" conflicts with existing default partition \"{}\"",
                        sibling.name.name
                    );
                    return self.fail("42P17", message);
                }
                Some(Clash::Modulus) => {
                    let message = "every hash partition modulus must be a factor of the next larger modulus";
                    return self.fail("42P17", message);
                }
                Some(Clash::Overlap) => {
                    let message =
                        format!("partition \"{name}\" would overlap partition \"{}\"", sibling.name.name);
                    return self.fail("42P17", message);
                }
                None => {}
            }
        }
    }

    /// Keys of a table that is made partitioned, its own and those that it has from the table it is a part of.
    pub(super) fn refuse_keys_of_new(&mut self, create: &CreateTable) {
        let Some(key) = &create.partition_by else { return };
        for constraint in create.constraints.iter().chain(create.columns.iter().flat_map(|c| &c.constraints))
        {
            self.refuse_key(key, constraint);
        }
        let Some((parent, _)) = &create.partition_of else { return };
        let Some(parent) = self.resolve(parent) else { return };
        for index in self.indexes(parent) {
            let Some(index) = index.index.as_deref().filter(|index| index.unique) else { continue };
            let columns: Vec<&Name> = index.elements.iter().filter_map(|e| plain_column(&e.key)).collect();
            self.refuse_columns(
                key,
                &columns,
                if index.constraint.is_some() { "PRIMARY KEY" } else { "UNIQUE" },
            );
        }
    }

    /// `PRIMARY KEY` and `UNIQUE` of a partitioned table hold every column of the partition key (DefineIndex).
    pub(super) fn refuse_key(&mut self, key: &PartitionKey, constraint: &TableConstraint) {
        if let Some((columns, kind)) = unique_columns(constraint) {
            self.refuse_columns(key, &columns.iter().map(|column| &column.name).collect::<Vec<_>>(), kind);
        }
    }

    pub(super) fn refuse_unique_index(&mut self, key: &PartitionKey, create: &CreateIndex) {
        if create.unique {
            let columns: Vec<&Name> = create.elements.iter().filter_map(|e| plain_column(&e.key)).collect();
            self.refuse_columns(key, &columns, "UNIQUE");
        }
    }

    fn refuse_columns(&mut self, key: &PartitionKey, columns: &[&Name], kind: &str) {
        match columns_left_out(key, columns) {
            None => {
                self.fail("0A000", format!("unsupported {kind} constraint with partition key definition"))
            }
            Some(missing) if !missing.is_empty() => {
                self.fail(
                    "0A000",
                    "unique constraint on partitioned table must include all partitioning columns",
                );
            }
            Some(_) => {}
        }
    }
}

/// The columns of a partition key that are not among those of a unique key; `None` where the partition key is an
/// expression, which no unique key can hold.
pub fn columns_left_out<'k>(key: &'k PartitionKey, columns: &[&Name]) -> Option<Vec<&'k Name>> {
    let parts: Option<Vec<&Name>> = key
        .elements
        .iter()
        .map(|element| match element {
            PartitionElement::Column(column) => Some(column),
            PartitionElement::Expression(_) => None,
        })
        .collect();
    Some(parts?.into_iter().filter(|part| !columns.contains(part)).collect())
}

/// The columns of a constraint that builds a unique index, and its kind as the server calls it.
pub fn unique_columns(constraint: &TableConstraint) -> Option<(&[Ident], &'static str)> {
    let (KeyConstraint { columns, .. }, kind) = match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => (key, "PRIMARY KEY"),
        ConstraintKind::Unique(key) => (key, "UNIQUE"),
        _ => return None,
    };
    (!columns.is_empty()).then_some((columns.as_slice(), kind))
}

fn plain_column(key: &IndexKey) -> Option<&Name> {
    match key {
        IndexKey::Column(column) => Some(column),
        IndexKey::Expression(_) => None,
    }
}

enum Clash {
    Default,
    Modulus,
    Overlap,
}

/// How two bounds of one table exclude each other; nothing where their constants cannot be compared here.
fn clash(
    parent: &Relation,
    key: &PartitionKey,
    new: &PartitionBound,
    taken: &PartitionBound,
) -> Option<Clash> {
    use PartitionBound::{Default, Hash, List, Range};
    match (new, taken) {
        (Default, Default) => Some(Clash::Default),
        (List(new), List(taken)) => {
            let taken: Vec<Literal> = taken.iter().filter_map(literal).collect();
            let shared =
                new.iter().filter_map(literal).any(|value| taken.iter().any(|other| same(&value, other)));
            shared.then_some(Clash::Overlap)
        }
        (Range { from, to }, Range { from: low, to: high }) => {
            let below = |left, right| order(parent, key, left, right) == Some(Ordering::Less);
            (below(from, high) && below(low, to)).then_some(Clash::Overlap)
        }
        (Hash { modulus, remainder }, Hash { modulus: other, remainder: taken }) => {
            let (small, large) = (*modulus.min(other), *modulus.max(other));
            if small <= 0 {
                None
            } else if large % small != 0 {
                Some(Clash::Modulus)
            } else {
                (remainder % small == taken % small).then_some(Clash::Overlap)
            }
        }
        _ => None,
    }
}

fn same(left: &Literal, right: &Literal) -> bool {
    left == right || literal::compare(left, right, None) == Some(Ordering::Equal)
}

/// How two edges of ranges compare, column by column (partition_rbound_cmp).
fn order(parent: &Relation, key: &PartitionKey, left: &[Expr], right: &[Expr]) -> Option<Ordering> {
    for ((element, left), right) in key.elements.iter().zip(left).zip(right) {
        let infinite = (rank(left), rank(right));
        if infinite != (0, 0) {
            // Once an edge is open, what follows it counts no more.
            return Some(infinite.0.cmp(&infinite.1));
        }
        let (left, right) = (literal(left)?, literal(right)?);
        let ordered = if left == right { Ordering::Equal } else { compare(parent, element, &left, &right)? };
        if ordered != Ordering::Equal {
            return Some(ordered);
        }
    }
    Some(Ordering::Equal)
}

fn rank(edge: &Expr) -> i8 {
    i8::from(is_maximum(edge)) - i8::from(is_minimum(edge))
}

/// Texts sort by a collation that is not known here.
fn compare(
    parent: &Relation,
    element: &PartitionElement,
    left: &Literal,
    right: &Literal,
) -> Option<Ordering> {
    let PartitionElement::Column(column) = element else { return None };
    let data_type = parent.column(column)?.data_type.as_ref()?.name.as_str();
    let sorted = matches!(
        data_type,
        "int2"
            | "int4"
            | "int8"
            | "numeric"
            | "float4"
            | "float8"
            | "date"
            | "timestamp"
            | "timestamptz"
            | "uuid"
    );
    if sorted { literal::compare(left, right, Some(data_type)) } else { None }
}
