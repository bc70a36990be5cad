//! Expressions of checks and indexes that the server reads again when a column gets another type, and for which it then has
//! no operator or function: a literal keeps the type that it had beside the old one.

use super::dependency::Object;
use super::foreign_key::{KeyMatch, key_match};
use super::prediction::Prediction;
use super::type_change::{TypeChange, bare_type_words};
use crate::ast::{Expr, Name, TypeName};
use crate::catalog::{Catalog, Column, Constraint, ConstraintDef, Place, Relation, TypeDefKind};

/// Built-in types that have operators between them.
const FAMILIES: &[&[&str]] = &[
    &["int2", "int4", "int8", "numeric", "float4", "float8"],
    &["text", "bpchar", "varchar", "name", "citext"],
    &["date", "timestamp", "timestamptz"],
    &["inet", "cidr"],
    &["uuid"],
    &["bool"],
    &["bytea"],
    &["jsonb"],
    &["json"],
];

const COMPARISONS: &[&str] = &["=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*"];

/// Functions of one text.
const TEXT_FUNCTIONS: &[&str] =
    &["lower", "upper", "initcap", "length", "char_length", "btrim", "ltrim", "rtrim", "md5"];

/// The index or check over a column that has no operator for another type of it, but for those that go in the same statement.
pub fn refuses_type<'a>(
    catalog: &'a Catalog,
    table: &'a Relation,
    column: &Column,
    new: &TypeName,
    goes: &dyn Fn(&str) -> bool,
) -> Option<Object<'a>> {
    let retyped = Retyped { column: &column.name, old: column.data_type.as_ref()?, new };
    let refused = |expr: &Expr| retyped.refusal(catalog, expr).is_some();
    let index = catalog
        .indexes_of(table)
        .find(|index| index.index.as_deref().is_some_and(|definition| definition.expressions().any(refused)));
    let check = table
        .constraints
        .iter()
        .find(|constraint| matches!(&constraint.kind, ConstraintDef::Check { expr, .. } if refused(expr) && !goes(&constraint.name)));
    index.map(Object::Relation).or(check.map(|check| Object::Constraint(table, check)))
}

/// A column before and after.
struct Retyped<'a> {
    column: &'a Name,
    old: &'a TypeName,
    new: &'a TypeName,
}

impl<'a> Prediction<'a> {
    /// An expression over the column is read anew, and may have no operator for the new type.
    pub(super) fn refuse_expression(&mut self, change: &TypeChange, expr: &Expr, made: Option<Place>) {
        let Some(old) = &change.old else { return };
        let retyped = Retyped { column: &change.column, old, new: &change.new };
        if let Some(message) = retyped.refusal(self.before, expr) {
            self.fail_for("42883", message, made);
        }
    }

    /// The two sides of a foreign key must still be comparable.
    pub(super) fn refuse_unlike_key(
        &mut self,
        (holder, constraint): (&Relation, &Constraint),
        (table, changes): (&Relation, &[TypeChange]),
    ) {
        let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &constraint.kind
        else {
            return;
        };
        let Some(referenced) = self.relation(*references) else { return };
        let type_of = |relation: &Relation, column: &Name| {
            let changed = changes.iter().find(|change| relation.id == table.id && change.column == *column);
            match changed {
                Some(change) => Some(change.new.clone()),
                None => relation.column(column)?.data_type.as_ref().cloned(),
            }
        };
        let refused = columns.iter().zip(referenced_columns).any(|(column, other)| {
            let (of, to) = (type_of(holder, column), type_of(referenced, other));
            of.zip(to).is_some_and(|(of, to)| key_match(&of, &to) == KeyMatch::Refused)
        });
        if refused {
            let message = format!("foreign key constraint \"{}\" cannot be implemented", constraint.name);
            self.fail_for("42804", message, constraint.origin.created());
        }
    }
}

#[derive(PartialEq, Eq)]
enum Family<'a> {
    BuiltIn(usize),
    Enum(&'a Name),
}

impl Retyped<'_> {
    /// What the server says of an expression, if it refuses it.
    fn refusal(&self, catalog: &Catalog, expr: &Expr) -> Option<String> {
        if !self.is_compared_as_it_is(catalog) || self.old.array > 0 || self.new.array > 0 {
            return None;
        }
        let mut found = None;
        expr.walk(&mut |part| {
            if found.is_none() {
                found = self.refused_part(catalog, part);
            }
        });
        found
    }

    fn refused_part(&self, catalog: &Catalog, part: &Expr) -> Option<String> {
        let compared = |operator: &str, one: &Expr, other: &Expr| {
            let literal = self.is_column(one).then(|| self.literal_type(other)).flatten()?;
            let refused = COMPARISONS.contains(&operator) && !self.compares(catalog, &literal);
            refused.then_some(literal)
        };
        let new = self.new;
        // Operators are of types without their lengths.
        match part {
            Expr::Operator { name, left: Some(left), right } => {
                let forward = compared(name, left, right).map(|literal| {
                    format!(
                        "operator does not exist: {} {name} {}",
                        bare_type_words(new),
                        bare_type_words(&literal)
                    )
                });
                forward.or_else(|| {
                    compared(name, right, left).map(|literal| {
                        format!(
                            "operator does not exist: {} {name} {}",
                            bare_type_words(&literal),
                            bare_type_words(new)
                        )
                    })
                })
            }
            Expr::Any { left, operator, items, .. } => {
                let literal = items.iter().find_map(|item| compared(operator, left, item))?;
                // The whole list gets the greater type.
                let literal = if self.old.name == "int8" { self.old.clone() } else { literal };
                Some(format!(
                    "operator does not exist: {} {operator} {}",
                    bare_type_words(new),
                    bare_type_words(&literal)
                ))
            }
            Expr::Between { expr, low, .. } => {
                let literal = compared(">=", expr, low)?;
                Some(format!(
                    "operator does not exist: {} >= {}",
                    bare_type_words(new),
                    bare_type_words(&literal)
                ))
            }
            Expr::Call(call) => {
                let [argument] = call.arguments.as_slice() else { return None };
                let text = call.schema.is_none()
                    && TEXT_FUNCTIONS.contains(&call.name.as_str())
                    && self.is_column(argument)
                    && self.old.name == "text";
                let other = new.name != "bytea"
                    && family(catalog, new).is_some_and(|family| family != Family::BuiltIn(1));
                (text && other)
                    .then(|| format!("function {}({}) does not exist", call.name, bare_type_words(new)))
            }
            _ => None,
        }
    }

    /// Whether the server compares the old type without a cast: `varchar` it writes out as `(column)::text`, which it can
    /// still do with the new type.
    fn is_compared_as_it_is(&self, catalog: &Catalog) -> bool {
        const CAST_FIRST: &[&str] = &["varchar", "bpchar", "name", "citext", "char", "cidr"];
        family(catalog, self.old).is_some() && !CAST_FIRST.contains(&self.old.name.as_str())
    }

    fn is_column(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Column(parts) if parts.last() == Some(self.column))
    }

    /// The type that a literal got when the expression was read first.
    fn literal_type(&self, expr: &Expr) -> Option<TypeName> {
        let whole = matches!(self.old.name.as_str(), "int2" | "int4" | "int8");
        match expr {
            Expr::String(_) => Some(TypeName { modifiers: Vec::new(), ..self.old.clone() }),
            // A fraction beside a whole number casts the column.
            Expr::Integer(value) if i32::try_from(*value).is_ok() && whole => Some(TypeName::builtin("int4")),
            Expr::Integer(_) if whole => Some(TypeName::builtin("int8")),
            Expr::Integer(_) | Expr::Float(_) if matches!(self.old.name.as_str(), "numeric" | "float8") => {
                Some(self.old.clone())
            }
            Expr::Boolean(_) if self.old.name == "bool" => Some(self.old.clone()),
            Expr::Cast { expr, to } if matches!(**expr, Expr::String(_)) && **to == *self.old => {
                Some((**to).clone())
            }
            _ => None,
        }
    }

    /// Whether the new type has operators with a literal, as far as both are known.
    fn compares(&self, catalog: &Catalog, literal: &TypeName) -> bool {
        match (family(catalog, self.new), family(catalog, literal)) {
            (Some(Family::BuiltIn(at)), Some(_)) if FAMILIES.get(at) == Some(&&["json"][..]) => false,
            (Some(new), Some(literal)) => new == literal,
            _ => true,
        }
    }
}

fn family<'a>(catalog: &'a Catalog, of: &TypeName) -> Option<Family<'a>> {
    if let Some(known) = catalog.type_def(&of.object_name()) {
        return matches!(known.kind, TypeDefKind::Enum { .. }).then_some(Family::Enum(&known.name.name));
    }
    let name = of.name.as_str();
    FAMILIES.iter().position(|family| of.schema.is_none() && family.contains(&name)).map(Family::BuiltIn)
}
