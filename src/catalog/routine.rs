//! Functions and procedures.

use std::sync::Arc;

use super::{Origin, Place, QualifiedName};
use crate::ast::{CreateFunction, Name, Parameter, TypeName, Volatility};

#[derive(Clone, Debug)]
pub struct Routine {
    pub name: QualifiedName,
    pub procedure: bool,
    pub aggregate: bool,
    pub parameters: Vec<Parameter>,
    pub returns: Option<TypeName>,
    pub language: Name,
    pub volatility: Volatility,
    pub security_definer: bool,
    pub settings: Vec<Name>,
    pub origin: Origin,
    /// The statement that last defined it, for its body.
    pub definition: Option<Arc<CreateFunction>>,
    pub defined_at: Option<Place>,
    pub comment: Option<Name>,
    /// `EXECUTE` was taken from PUBLIC.
    pub public_revoked: bool,
}

impl Routine {
    /// Whether only triggers run it.
    pub fn is_for_triggers(&self) -> bool {
        self.returns.as_ref().is_some_and(TypeName::is_trigger)
    }

    /// The input argument types, which with the name identify a function.
    pub fn signature(&self) -> Vec<&TypeName> {
        input_types(&self.parameters)
    }

    /// Whether the statement makes one with the same arguments, which of the same name takes its place.
    pub fn is_replaced_by(&self, create: &CreateFunction) -> bool {
        let (old, new) = (self.signature(), input_types(&create.parameters));
        let alike = |one: &TypeName, other: &TypeName| {
            one.name == other.name && one.array.min(1) == other.array.min(1)
        };
        old.len() == new.len() && old.iter().zip(new).all(|(one, other)| alike(one, other))
    }
}

fn input_types(parameters: &[Parameter]) -> Vec<&TypeName> {
    use crate::ast::ParameterMode::*;
    let inputs = parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic));
    inputs.map(|parameter| &parameter.data_type).collect()
}
