//! The names that an expression uses without binding them itself.

use cel::IdedExpr;
use cel::common::ast::{EntryExpr, Expr};

/// The names of types, which CEL has as values: `type(x) == string`.
const TYPES: &[&str] =
    &["bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint"];

/// The first name that is none of the known ones.
pub(super) fn first_unknown(expression: &IdedExpr, known: &[&str]) -> Option<String> {
    let mut walk = Walk { known, bound: Vec::new(), unknown: None };
    walk.expression(expression);
    walk.unknown
}

struct Walk<'a> {
    known: &'a [&'a str],
    /// What the macros around this place bind: the `x` of `exists(x, …)`.
    bound: Vec<&'a str>,
    unknown: Option<String>,
}

impl<'a> Walk<'a> {
    fn expression(&mut self, expression: &'a IdedExpr) {
        match &expression.expr {
            Expr::Unspecified | Expr::Literal(_) => {}
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) => self.expression(&select.operand),
            Expr::List(list) => list.elements.iter().for_each(|element| self.expression(element)),
            Expr::Call(call) => {
                call.target.iter().for_each(|target| self.expression(target));
                call.args.iter().for_each(|argument| self.expression(argument));
            }
            Expr::Map(map) => map.entries.iter().for_each(|entry| self.entry(&entry.expr)),
            Expr::Struct(made) => made.entries.iter().for_each(|entry| self.entry(&entry.expr)),
            Expr::Comprehension(all) => {
                self.expression(&all.iter_range);
                let outside = self.bound.len();
                self.bound.extend([all.iter_var.as_str(), all.accu_var.as_str()]);
                self.bound.extend(all.iter_var2.as_deref());
                for part in [&all.accu_init, &all.loop_cond, &all.loop_step, &all.result] {
                    self.expression(part);
                }
                self.bound.truncate(outside);
            }
        }
    }

    fn entry(&mut self, entry: &'a EntryExpr) {
        match entry {
            EntryExpr::StructField(field) => self.expression(&field.value),
            EntryExpr::MapEntry(pair) => {
                self.expression(&pair.key);
                self.expression(&pair.value);
            }
        }
    }

    fn name(&mut self, name: &str) {
        let is_known = name.starts_with('@')
            || self.known.contains(&name)
            || self.bound.contains(&name)
            || TYPES.contains(&name);
        if !is_known && self.unknown.is_none() {
            self.unknown = Some(name.to_owned());
        }
    }
}
