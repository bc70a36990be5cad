//! Types and expressions as text: the same for the same meaning, wherever and however they were written.

use std::borrow::Cow;

use super::Relation;
use crate::ast::{
    Expr, IndexElement, IndexKey, Name, PartitionBound, PartitionElement, PartitionKey, TypeName, quoted,
};

pub fn type_name(data_type: &TypeName) -> String {
    let mut shown = match &data_type.schema {
        Some(schema) => format!("{}.{}", quoted(schema), quoted(&data_type.name)),
        None => quoted(&data_type.name).into_owned(),
    };
    let modifiers = data_type.told_modifiers();
    if !modifiers.is_empty() {
        let modifiers: Vec<String> = modifiers.iter().map(i32::to_string).collect();
        shown.push_str(&format!("({})", modifiers.join(", ")));
    }
    for _ in 0..data_type.array {
        shown.push_str("[]");
    }
    shown
}

pub(super) fn names(names: &[Name]) -> String {
    list(names.iter().map(|name| quoted(name).into_owned()))
}

pub fn expression(expr: &Expr) -> String {
    match expr {
        Expr::Null => "NULL".to_owned(),
        Expr::Boolean(value) => value.to_string(),
        Expr::Integer(value) => value.to_string(),
        Expr::Float(value) => value.to_string(),
        Expr::String(text) => format!("'{}'", text.replace('\'', "''")),
        Expr::Column(parts) => {
            parts.iter().map(|part| quoted(part).into_owned()).collect::<Vec<_>>().join(".")
        }
        Expr::Star(None) => "*".to_owned(),
        Expr::Star(Some(of)) => format!("{}.*", crate::ast::quoted(of)),
        Expr::Parameter => "$".to_owned(),
        Expr::Call(call) => {
            let schema =
                call.schema.as_ref().map(|schema| format!("{}.", quoted(schema))).unwrap_or_default();
            format!("{schema}{}({})", quoted(&call.name), expressions(&call.arguments))
        }
        Expr::Cast { expr, to } => format!("{}::{}", operand(expr), type_name(to)),
        Expr::Operator { name, left: Some(left), right } => {
            format!("{} {name} {}", operand(left), operand(right))
        }
        Expr::Operator { name, left: None, right } => format!("{name} {}", operand(right)),
        Expr::Any { left, operator, items, all } => {
            let word = if *all { "ALL" } else { "ANY" };
            format!("{} {operator} {word} ({})", operand(left), expressions(items))
        }
        Expr::Between { expr, low, high, negated } => {
            let not = if *negated { "NOT " } else { "" };
            format!("{} {not}BETWEEN {} AND {}", operand(expr), operand(low), operand(high))
        }
        Expr::And(items) => joined(items, " AND "),
        Expr::Or(items) => joined(items, " OR "),
        Expr::Not(expr) => format!("NOT {}", operand(expr)),
        Expr::IsNull { expr, negated } => {
            format!("{} IS {}NULL", operand(expr), if *negated { "NOT " } else { "" })
        }
        Expr::IsBoolean { expr, test } => format!("{} IS {test}", operand(expr)),
        Expr::Coalesce(items) => format!("COALESCE({})", expressions(items)),
        Expr::Case { operand, branches, otherwise } => {
            case(operand.as_deref(), branches, otherwise.as_deref())
        }
        Expr::Array(items) => format!("ARRAY[{}]", expressions(items)),
        Expr::Row(items) => format!("ROW({})", expressions(items)),
        Expr::SqlValue(word) => word.to_ascii_uppercase(),
        Expr::Collate { expr, collation } => format!("{} COLLATE {}", operand(expr), quoted(collation)),
        Expr::Subquery(query) => {
            let outputs: Vec<String> = query.outputs.iter().map(|output| expression(&output.expr)).collect();
            let from = list(query.relations.iter().map(ToString::to_string));
            let filter = query.where_clause.as_ref().map(|filter| format!(" WHERE {}", expression(filter)));
            format!("(SELECT {} FROM {from}{})", outputs.join(", "), filter.unwrap_or_default())
        }
        Expr::Other { what, parts } => format!("{what}({})", expressions(parts)),
    }
}

fn case(operand: Option<&Expr>, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) -> String {
    let mut shown = "CASE".to_owned();
    if let Some(operand) = operand {
        shown.push_str(&format!(" {}", expression(operand)));
    }
    for (when, then) in branches {
        shown.push_str(&format!(" WHEN {} THEN {}", expression(when), expression(then)));
    }
    if let Some(otherwise) = otherwise {
        shown.push_str(&format!(" ELSE {}", expression(otherwise)));
    }
    shown + " END"
}

/// A part of an expression, in parentheses where it has operators of its own.
fn operand(expr: &Expr) -> String {
    let plain = matches!(
        expr,
        Expr::Null
            | Expr::Boolean(_)
            | Expr::Integer(_)
            | Expr::Float(_)
            | Expr::String(_)
            | Expr::Column(_)
            | Expr::Parameter
            | Expr::Call(_)
            | Expr::Cast { .. }
            | Expr::Coalesce(_)
            | Expr::Array(_)
            | Expr::Row(_)
            | Expr::SqlValue(_)
            | Expr::Subquery(_)
            | Expr::Other { .. }
    );
    if plain { expression(expr) } else { format!("({})", expression(expr)) }
}

fn joined(items: &[Expr], word: &str) -> String {
    items.iter().map(operand).collect::<Vec<_>>().join(word)
}

fn expressions(items: &[Expr]) -> String {
    list(items.iter().map(expression))
}

pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

/// A key that casts a column to the type that it has is the column: `date(day)` since `day` is a date.
pub(super) fn as_column<'a>(element: &'a IndexElement, table: Option<&Relation>) -> Cow<'a, IndexElement> {
    let column = match &element.key {
        IndexKey::Expression(Expr::Call(call)) if call.schema.is_none() => match call.arguments.as_slice() {
            [Expr::Column(parts)] => parts.last().zip(table),
            _ => None,
        }
        .filter(|(name, table)| {
            let data_type = table.column(name).and_then(|column| column.data_type.as_ref());
            data_type
                .is_some_and(|known| known.name == call.name && known.array == 0 && known.schema.is_none())
        }),
        _ => None,
    };
    match column {
        Some((name, _)) => {
            Cow::Owned(IndexElement { key: IndexKey::Column(name.clone()), ..element.clone() })
        }
        None => Cow::Borrowed(element),
    }
}

/// A key of an index with its collation, operators and order.
pub fn index_element(element: &IndexElement) -> String {
    let mut shown = match &element.key {
        IndexKey::Column(column) => quoted(column).into_owned(),
        IndexKey::Expression(expr @ Expr::Call(_)) => expression(expr),
        IndexKey::Expression(expr) => format!("({})", expression(expr)),
    };
    if let Some(collation) = &element.collation {
        shown.push_str(&format!(" COLLATE {}", quoted(collation)));
    }
    if let Some(class) = &element.operator_class {
        shown.push_str(&format!(" {}", quoted(class)));
    }
    if element.descending {
        shown.push_str(" DESC");
    }
    if element.unusual_nulls {
        shown.push_str(if element.descending { " NULLS LAST" } else { " NULLS FIRST" });
    }
    shown
}

pub fn partition_key(key: &PartitionKey) -> String {
    let strategy = format!("{:?}", key.strategy).to_ascii_lowercase();
    let elements = key.elements.iter().map(|element| match element {
        PartitionElement::Column(column) => quoted(column).into_owned(),
        PartitionElement::Expression(expr) => format!("({})", expression(expr)),
    });
    format!("{strategy} ({})", list(elements))
}

pub fn partition_bound(bound: &PartitionBound) -> String {
    match bound {
        PartitionBound::Default => "default".to_owned(),
        PartitionBound::Range { from, to } => {
            format!("from ({}) to ({})", expressions(from), expressions(to))
        }
        PartitionBound::List(values) => format!("in ({})", expressions(values)),
        PartitionBound::Hash { modulus, remainder } => format!("modulus {modulus}, remainder {remainder}"),
    }
}
