//! Sequences: ALTER SEQUENCE, and what draws numbers from them.

use super::prediction::Prediction;
use super::{LockReason, WorkKind};
use crate::ast::{AlterSequence, CreateSequence, Expr, FunctionCall};
use crate::catalog::{Catalog, Relation, RelationKind};
use crate::lock::LockMode::{AccessShare, ShareRowExclusive};

impl Prediction<'_> {
    /// `ALTER SEQUENCE`: every option but OWNED BY gives it a new file, so that the change can be rolled back.
    pub(super) fn alter_sequence(&mut self, alter: &AlterSequence) {
        let Some(sequence) = self.resolve(&alter.name) else { return };
        self.lock(sequence, ShareRowExclusive, LockReason::Target);
        if alter.data_type.is_some() || !alter.options.is_empty() {
            self.work(sequence, WorkKind::NewFile);
        }
        if let Some(Some((table, _))) = &alter.owned_by {
            self.lock_named(table, AccessShare, LockReason::Dependent);
        }
    }

    /// `DEFAULT nextval('s')`: the server looks for the sequence when it reads the statement.
    pub(super) fn refuse_gone_sequence(&mut self, default: &Expr) {
        let gone = default.calls().into_iter().filter(|call| call.name == "nextval").find_map(|call| {
            let argument = call.arguments.first()?;
            let literal = match argument {
                Expr::Cast { expr, to } if to.name == "regclass" => &**expr,
                argument => argument,
            };
            let name = literal.relation_named().filter(|_| matches!(literal, Expr::String(_)))?;
            let there = self.before.resolve(&name).is_some_and(|known| known.origin.created().is_some());
            let gone = self.before.gone(&self.before.qualify(&name)).filter(|_| !there)?;
            Some((name, gone.place))
        });
        if let Some((name, place)) = gone {
            self.fail_for("42P01", format!("relation \"{name}\" does not exist"), [place]);
        }
    }

    pub(super) fn create_sequence(&mut self, create: &CreateSequence) {
        if let Some((table, _)) = &create.owned_by {
            self.lock_named(table, AccessShare, LockReason::Dependent);
        }
    }
}

/// The sequences that an expression draws from.
pub fn named_in<'a>(expr: &Expr, catalog: &'a Catalog) -> Vec<&'a Relation> {
    expr.calls().into_iter().flat_map(|call| named_in_call(call, catalog)).collect()
}

pub(super) fn named_in_call<'a>(call: &FunctionCall, catalog: &'a Catalog) -> Option<&'a Relation> {
    if !matches!(call.name.as_str(), "nextval" | "setval" | "currval") {
        return None;
    }
    let argument = call.arguments.first()?;
    if let Some(owned) = serial_sequence(argument, catalog) {
        return Some(owned);
    }
    let name = argument.relation_named()?;
    catalog.resolve(&name).filter(|relation| relation.kind == RelationKind::Sequence)
}

/// `pg_get_serial_sequence('t', 'c')`.
fn serial_sequence<'a>(expr: &Expr, catalog: &'a Catalog) -> Option<&'a Relation> {
    let call = match expr {
        Expr::Cast { expr, .. } => return serial_sequence(expr, catalog),
        Expr::Call(call) if call.name == "pg_get_serial_sequence" => call,
        _ => return None,
    };
    let table = catalog.resolve(&call.arguments.first()?.relation_named()?)?;
    let Expr::String(column) = call.arguments.get(1)? else { return None };
    catalog.relation(table.column(column)?.sequence?)
}
